import { describe, expect, it } from "vitest";
import { apart, concentration, profileOf, teamAbilities, type Rated, type Rating } from "./abilities.ts";

const rating = (ability: Rating["ability"], kind: Rating["kind"], level: number, ratedOn = "2026-05-01"): Rating => ({
  ability,
  kind,
  level,
  ratedOn,
});

describe("an ability profile", () => {
  it("takes the latest rating of each kind and leaves a gap where nobody rated", () => {
    const profile = profileOf([
      rating("negotiation", "manager", 2, "2026-01-01"),
      rating("negotiation", "manager", 4),
      rating("negotiation", "self", 5),
    ]);
    expect(profile.find((one) => one.ability === "negotiation")).toEqual({ ability: "negotiation", self: 5, manager: 4 });
    expect(profile.find((one) => one.ability === "learning")).toEqual({ ability: "learning", self: null, manager: null });
  });
  it.each<[number | null, number | null, boolean]>([
    [5, 3, true],
    [2, 4, true],
    [4, 3, false],
    [5, null, false], // a missing rating is no difference
  ])("self %s and manager %s are apart: %s", (self, manager, expected) => {
    expect(apart({ ability: "product", self, manager })).toBe(expected);
  });
});

describe("a team", () => {
  const member = (level: number | null): Rated[] => [{ ability: "market", self: null, manager: level }];
  it("counts only who is rated, and says how many carry an ability", () => {
    const market = teamAbilities([member(5), member(2), member(null)]).find((one) => one.ability === "market");
    expect(market).toEqual({ ability: "market", rated: 2, mean: 350, strong: 1 });
  });
  it("has the weakest ability first and the unrated ones last", () => {
    const two: Rated[] = [
      { ability: "market", self: null, manager: 4 },
      { ability: "product", self: null, manager: 2 },
    ];
    expect(teamAbilities([two]).map((one) => [one.ability, one.mean])).toEqual([
      ["product", 200],
      ["market", 400],
      ["negotiation", null],
      ["relationship", null],
      ["learning", null],
    ]);
  });
  it.each<[bigint[], bigint | null]>([
    [[60n, 30n, 10n], 600_000n],
    [[5n], 1_000_000n],
    [[], null],
    [[0n, 0n], null],
    [[-5n, 5n], null],
  ])("%s rest on one to %s", (amounts, share) => expect(concentration(amounts)).toBe(share));
});

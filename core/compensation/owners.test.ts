import { describe, expect, it } from "vitest";
import { heldIn, isOther, monthsIn, sumOfMonths } from "./quota-months.ts";
import { ownersOf, type Seated, type Stint } from "./owners.ts";

const seat = (code: string, personId: string | null, more: Partial<Seated> = {}): Seated => ({ positionId: code, code, personId, ...more });
const stint = (personId: string, positionId: string, from: string, to: string | null = null): Stint => ({ personId, positionId, from, to });
const may = { from: "2026-05-01", to: "2026-06-01" };

/** On 15 May Wei and Yang change seats; Jun leaves seat C on the 11th, Hui follows on the 20th. */
const stints = [
  stint("Wei", "A", "2026-01-01", "2026-05-15"), stint("Yang", "B", "2026-01-01", "2026-05-15"), stint("Jun", "C", "2026-01-01", "2026-05-11"),
  stint("Yang", "A", "2026-05-15"), stint("Wei", "B", "2026-05-15"), stint("Hui", "C", "2026-05-20"),
]; // prettier-ignore
const seats = [seat("A", "Yang"), seat("B", "Wei"), seat("C", "Hui"), seat("Jun apart", "Jun", { leftFrom: "C" })];

describe("whose business is", () => {
  it.each([
    ["before the change it is who sat there then", "A", "2026-05-14", "B"],
    ["from the day of the change it is who sits there now", "A", "2026-05-15", "A"],
    ["who gave the seat up has it on a seat of his own", "C", "2026-05-10", "Jun apart"],
    ["the follower has it from the first day", "C", "2026-05-20", "C"],
    ["an empty seat keeps it", "C", "2026-05-12", "C"],
  ])("%s", (_, positionId, day, code) => expect(ownersOf(seats, stints, "2026-05-31", false).of({ positionId, day })).toEqual([code]));

  it("on an empty seat it is nobody's where statements hang on earlier ones", () =>
    expect(ownersOf(seats, stints, "2026-05-31", true).of({ positionId: "C", day: "2026-05-12" })).toEqual([]));

  it("the seats that changed hands inside a span are named, those that did at its edge are not", () => {
    const owner = ownersOf(seats, stints, "2026-05-31", false);
    expect(owner.handed(may)).toEqual(["A", "B", "C"]);
    expect(owner.handed({ from: "2026-05-20", to: "2026-06-01" })).toEqual([]);
  });
});

describe("the quota of a quarter is that of the months", () => {
  const months = monthsIn({ from: "2026-04-01", to: "2026-07-01" });
  const target = (id: string) => ({ A: 100n, B: 200n, C: 60n })[id];
  const of = (person: string, one: Seated, asOf = "2026-05-31") => {
    const own = stints.filter(({ personId }) => personId === person);
    const held = heldIn(own, months, asOf);
    return isOther(held, one, months) ? sumOfMonths(held, one, target) : "the seat's";
  };

  it("April on the dearer seat, then the cheaper one", () => expect(of("Yang", seats[0]!)).toBe(400n));
  it("and the other way round", () => expect(of("Wei", seats[1]!)).toBe(500n));
  it("who left in May has April and May", () => expect(of("Jun", seats[3]!)).toBe(120n));
  it("who came in May has May and June", () => expect(of("Hui", seats[2]!)).toBe(120n));
  it("before anybody knew of the change it was the seat's", () => expect(of("Wei", seat("A", "Wei"), "2026-04-30")).toBe("the seat's"));
});

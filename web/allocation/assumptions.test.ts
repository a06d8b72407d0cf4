import { expect, it } from "vitest";
import { assumptionsOf, formOf, rampOf, startForm, type Desk, type Scenario } from "./assumptions.ts";
import { withBounds } from "./NodeBounds.tsx";

const desk = { unit: "amount", givenTotal: null, lastYear: "12345678.9000" } as Desk;

it("starts at last year's result, rounded up to a step", () => expect(startForm(desk).total).toBe("12350000"));

it.each([
  ["30,50,75", [300_000, 500_000, 750_000]],
  ["30，50、75", [300_000, 500_000, 750_000]],
  ["", []],
  ["30,abc", null],
  ["130", null],
])("a ramp typed as %s", (text, expected) => expect(rampOf(text)).toEqual(expected));

it("what a scenario holds is what the form gives back", () => {
  const form = {
    ...startForm(desk),
    capPercent: "140",
    over: "5",
    locks: [{ node: "n", amount: "5" }],
    bounds: [{ node: "n", floor: "5", cap: "9" }],
    hires: [{ node: "v", from: "2026-03-01" }],
  };
  const assumptions = assumptionsOf(form, "root", "12350000");
  if ("length" in assumptions) throw new Error(assumptions.join());
  const again = assumptionsOf(formOf({ assumptions, rootId: "root" } as Scenario), "root", "12350000");
  expect(again).toEqual(assumptions);
});

it("names the fields that cannot be read", () => {
  const form = { ...startForm(desk), ramp: "x", capPercent: "many", weights: { ...startForm(desk).weights, history: "-1" } };
  expect(assumptionsOf(form, "root", null)).toEqual(["total", "weights", "ramp", "capPercent"]);
});

it("bounds of a node are written, changed and taken away again", () => {
  const empty = startForm(desk);
  const bound = withBounds(empty, "n", { floor: "100", cap: "", hireFrom: "" });
  expect(bound.bounds).toEqual([{ node: "n", floor: "100" }]);
  const changed = withBounds(bound, "n", { floor: "", cap: "300", hireFrom: "2026-03-01" });
  expect([changed.bounds, changed.hires]).toEqual([[{ node: "n", cap: "300" }], [{ node: "n", from: "2026-03-01" }]]);
  expect(withBounds(changed, "n", { floor: "", cap: "", hireFrom: "" })).toEqual(empty);
});

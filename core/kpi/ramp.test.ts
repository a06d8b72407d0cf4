import { expect, it } from "vitest";
import { curveOf, quantile } from "../survival/curve.ts";
import { rampWaits, type Newcomer } from "./ramp.ts";

const newcomer = (id: string, ...shares: (number | null)[]): Newcomer => ({
  id,
  months: shares.map((share) => ({ actual: BigInt(share ?? 50), target: share === null ? null : 100n })),
});
const people = [
  newcomer("quick", 20, 85),
  newcomer("slow", 0, 30, 60, 79, 80),
  newcomer("not yet", 10, 20, 30),
  newcomer("gone after a month", 5),
  newcomer("without a target", null, null),
];

it("the first month at 80 % of the full target; who is not there yet, or gone, is censored", () => {
  expect(rampWaits(people)).toEqual([
    { days: 2, end: "event" },
    { days: 5, end: "event" },
    { days: 3, end: "open" },
    { days: 1, end: "open" },
    { days: 2, end: "open" },
  ]);
});

it("dropping those who are not there yet would promise two months too few", () => {
  const waits = rampWaits(people);
  expect(quantile(curveOf(waits), 0.5).day).toBe(5);
  expect(quantile(curveOf(waits.filter((wait) => wait.end === "event")), 0.5).day).toBe(2);
});

import { expect, it } from "vitest";
import { thresholdOf } from "./threshold.ts";

it.each([
  ["80", true, "800000"],
  ["82.5%", true, "825000"],
  ["-5 %", true, "-50000"],
  ["0", true, "0"],
  ["很多", true, "很多"], // the server says what is wrong
  ["1,200,000", false, "1200000"],
])("%s (rate %s) → %s", (typed, isRate, expected) => expect(thresholdOf(typed, isRate)).toBe(expected));

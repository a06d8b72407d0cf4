import { expect, it } from "vitest";
import { typedDay } from "./day.ts";

it.each([
  ["2026-06-18", "2026-06-18"],
  ["2026-6-8", "2026-06-08"],
  ["2026/6/18", "2026-06-18"],
  ["2026.06.18", "2026-06-18"],
  ["2026年6月18日", "2026-06-18"],
  ["20260618", "2026-06-18"],
  [" ２０２６－０６－１８ ", "2026-06-18"],
  ["2026-02-29", null], // no leap year
  ["2026-13-01", null],
  ["18/06/2026", null], // which is the month nobody can tell
  ["2026-06", null],
  ["", null],
])("%s is read as %s", (text, day) => expect(typedDay(text)).toBe(day));

import { expect, it } from "vitest";
import { soundsLike } from "./spoken.ts";

it.each([
  ["in full", "xinkehushu", true],
  ["from its second syllable on", "kehu", true],
  ["with spaces and capitals", "Ke Hu", true],
  ["by initials", "xkhs", true],
  ["by initials from the middle", "khs", true],
  ["a syllable not finished", "xink", true],
  ["from the middle of a syllable", "inke", false],
  ["syllables left out", "xinhu", false],
  ["initials left out", "xhs", false],
  ["nothing typed", " ", false],
])("新客户数 typed %s", (_, typed, isMeant) => {
  expect(soundsLike("xin ke hu shu", typed)).toBe(isMeant);
});

import { expect, it } from "vitest";
import { inGbk } from "./gbk.ts";

it.each(["工号,姓名,应发\r\nE1,张伟,1234.50\r\n", "①②③，。￥", "镕喆"])("%j is read back as it was", (text) => {
  const made = inGbk(text);
  expect("bytes" in made && new TextDecoder("gbk").decode(made.bytes)).toBe(text);
});

it("a character that GBK does not have is named, not replaced", () => expect(inGbk("张𠮷伟🙂𠮷")).toEqual({ missing: ["𠮷", "🙂"] }));

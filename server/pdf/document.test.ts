import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { wordsOf } from "../letters/words.ts";
import { pdfOf, tableOf } from "./document.ts";
import { fontOf, sliceOf, withRare } from "./rare.ts";

const locales = new URL("../../web/lib/locales/", import.meta.url);

it.each(["zh-CN", "zh-TW", "en"])("the font has every character of the target letters in %s", (locale) => {
  const fontkit = createRequire(createRequire(import.meta.url).resolve("pdfmake"))("fontkit") as {
    create(data: Buffer): { hasGlyphForCodePoint(point: number): boolean };
  };
  const fonts = new Map<string, ReturnType<typeof fontkit.create>>();
  const has = (part: string, c: string): boolean => {
    if (!fonts.has(part)) fonts.set(part, fontkit.create(fontOf(part, 400)));
    return fonts.get(part)!.hasGlyphForCodePoint(c.codePointAt(0)!);
  };
  const texts = readdirSync(new URL(locale, locales))
    .filter((name) => name.startsWith("target"))
    .map((name) => readFileSync(new URL(`${locale}/${name}`, locales), "utf8"));
  const missing = new Set(
    [...new Set([...texts.join(""), ...JSON.stringify(wordsOf(locale))])].filter(
      (c) => /[\p{Script=Han}≥≤]/u.test(c) && !has(sliceOf(c) ?? "chinese-simplified", c),
    ),
  );
  expect([...missing]).toEqual([]);
});

it("rare characters come from the slice that has them, in tables and lists too; the rest stays as it was", () => {
  const plain = [{ text: "王鉤", style: "h1" }, { table: { body: [["回饋", "≥ 3"]] } }, { text: "目标责任书" }];
  const used: string[] = [];
  const set = withRare(plain, (slice) => (used.push(slice), `noto-${slice}`));
  expect(set[0]).toEqual({ style: "h1", text: { text: ["王", { text: "鉤", font: "noto-31" }] } });
  expect(set[1]).toEqual({
    table: { body: [[{ text: ["回", { text: "饋", font: "noto-25" }] }, { text: [{ text: "≥", font: "noto-102" }, " 3"] }]] },
  });
  expect(set[2]).toEqual(plain[2]);
  expect(used).toEqual(["31", "25", "102"]);
});

it("a document of two languages and a table is a small PDF with the font inside", async () => {
  const content = [{ text: "目标责任书 目標責任書 回饋 ≥ 鉤", style: "h1" }, tableOf(["指标", "全年"], [["签约额", "¥1,200,000"]], [1])];
  const pdf = await pdfOf({ title: "目标责任书", author: "衡远", content, foot: "第 1 版" });
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  expect(pdf.toString("latin1")).toContain("/FontFile2");
  expect(pdf.length).toBeLessThan(100_000);
});

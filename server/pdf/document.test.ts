import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { wordsOf } from "../letters/words.ts";
import { fontOf, pdfOf, tableOf } from "./document.ts";

const locales = new URL("../../web/lib/locales/", import.meta.url);

it.each(["zh-CN", "zh-TW", "en"])("the font has every character of the target letters in %s", (locale) => {
  const fontkit = createRequire(createRequire(import.meta.url).resolve("pdfmake"))("fontkit") as {
    create(data: Buffer): { hasGlyphForCodePoint(point: number): boolean };
  };
  const font = fontkit.create(fontOf(400));
  const texts = readdirSync(new URL(locale, locales))
    .filter((name) => name.startsWith("target"))
    .map((name) => readFileSync(new URL(`${locale}/${name}`, locales), "utf8"));
  const missing = new Set(
    [...texts.join(""), ...JSON.stringify(wordsOf(locale))].filter(
      (c) => /\p{Script=Han}/u.test(c) && !font.hasGlyphForCodePoint(c.codePointAt(0)!),
    ),
  );
  expect([...missing]).toEqual([]);
});

it("a document of two languages and a table is a small PDF with the font inside", async () => {
  const content = [{ text: "目标责任书 目標責任書", style: "h1" }, tableOf(["指标", "全年"], [["签约额", "¥1,200,000"]], [1])];
  const pdf = await pdfOf({ title: "目标责任书", author: "衡远", content, foot: "第 1 版" });
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  expect(pdf.toString("latin1")).toContain("/FontFile2");
  expect(pdf.length).toBeLessThan(100_000);
});

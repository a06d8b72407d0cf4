import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const here = fileURLToPath(new URL(".", import.meta.url));
const web = fileURLToPath(new URL("../..", import.meta.url));
const locales = ["zh-CN", "zh-TW", "en"] as const;
type Texts = ReadonlyMap<string, string>;

function leaves(texts: unknown, path: string): [string, string][] {
  if (typeof texts === "string") return [[path, texts]];
  return Object.entries(texts as Record<string, unknown>).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}

const files = (locale: string) => readdirSync(here + locale).filter((name) => name.endsWith(".json"));
const textsOf = (locale: string): Texts =>
  new Map(files(locale).flatMap((name) => leaves(JSON.parse(readFileSync(`${here}${locale}/${name}`, "utf8")), name.slice(0, -5))));
const all = Object.fromEntries(locales.map((locale) => [locale, textsOf(locale)])) as Record<(typeof locales)[number], Texts>;

/** English has two plural forms where Chinese has one. */
const singular = (key: string) => key.replace(/_(one|other|zero|few|many|two)$/, "");
const names = (texts: Texts) => [...new Set([...texts.keys()].map(singular))].sort();
const holes = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]).sort();

describe("the three languages", () => {
  it.each(["zh-TW", "en"] as const)("%s has exactly the texts of zh-CN", (locale) =>
    expect(names(all[locale])).toEqual(names(all["zh-CN"])),
  );

  it.each(["zh-TW", "en"] as const)("%s fills the same values into every text", (locale) => {
    const wrong = [...all[locale]].filter(([key, text]) => {
      const model = all["zh-CN"].get(singular(key)) ?? all["zh-CN"].get(key);
      return model !== undefined && !key.endsWith("_one") && String(holes(text)) !== String(holes(model));
    });
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  it("no text is empty and no Chinese text is plain English", () => {
    const bare = [...all["zh-CN"], ...all["zh-TW"]].filter(([, text]) => text.trim() === "" || /^[A-Za-z ,.]{12,}$/.test(text));
    expect(bare).toEqual([]);
  });

  it("Traditional texts are not written in Simplified characters", () => {
    const slips = [...all["zh-TW"]].filter(([, text]) => /[业绩标设团队显页这从还们东开关见进应时数据过问题误]/.test(text));
    expect(slips).toEqual([]);
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.includes(".test.") ? [path] : [];
  });
}

describe("texts in use", () => {
  it("every key written in a page exists", () => {
    const known = new Set(names(all["zh-CN"]));
    const used = sources(web).flatMap((path) =>
      [...readFileSync(path, "utf8").matchAll(/\bt(?:ranslate)?\(\s*"([\w.-]+)"/g)].map((match) => [match[1]!, path.slice(web.length)]),
    );
    expect(used.length).toBeGreaterThan(50);
    expect(used.filter(([key]) => !known.has(key!))).toEqual([]);
  });

  it("every text key that the core or the server names exists", () => {
    const known = new Set(names(all["zh-CN"]));
    const used = ["core", "server"].flatMap((room) =>
      sources(`${web}../${room}`).flatMap((path) =>
        [...readFileSync(path, "utf8").matchAll(/\bkey: "([a-z]+\.[\w.-]+)"/g)].map((match) => [match[1]!, path.slice(web.length)]),
      ),
    );
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter(([key]) => !known.has(key!))).toEqual([]);
  });
});

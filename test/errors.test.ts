import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { problems } from "#api/problems/index.ts";

it("the error catalogue names every refusal and none that is gone (npm run docs rewrites it)", () => {
  const text = readFileSync(new URL("../docs/errors.md", import.meta.url), "utf8");
  const named = [...text.matchAll(/^(?:## |- )`([a-z-]+)`/gm)].map((match) => match[1]!);
  expect(named.sort()).toEqual(Object.keys(problems).sort());
});

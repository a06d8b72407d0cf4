import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { openApi } from "#tools/openapi.ts";

it("the OpenAPI document checked in is the one the server serves (npm run docs rewrites it)", async () => {
  const checkedIn = await readFile(new URL("../docs/openapi.json", import.meta.url), "utf8");
  expect(JSON.parse(await openApi())).toEqual(JSON.parse(checkedIn));
});

it("every schema it refers to is in it, so that a client can be made from it", async () => {
  const text = await openApi();
  const { components } = JSON.parse(text) as { components: { schemas: Record<string, object> } };
  const named = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name!);
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((name) => !Object.hasOwn(components.schemas, name))).toEqual([]);
});

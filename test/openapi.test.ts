import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { openApi } from "#tools/openapi.ts";

it("the OpenAPI document checked in is the one the server serves (npm run docs rewrites it)", async () => {
  const checkedIn = await readFile(new URL("../docs/openapi.json", import.meta.url), "utf8");
  expect(JSON.parse(await openApi())).toEqual(JSON.parse(checkedIn));
});

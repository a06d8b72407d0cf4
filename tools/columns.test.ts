import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { columnFiles, columnsPage } from "./columns.ts";

it.each(columnFiles)("the guide (%s) lists the columns the import knows; node tools/columns.ts writes it anew", (language, file) => {
  expect(readFileSync(file, "utf8")).toBe(columnsPage(language));
});

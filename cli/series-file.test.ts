import { describe, expect, it } from "vitest";
import { rowsOf } from "./series-file.ts";

const read = async (...lines: string[]) => {
  const found = [];
  for await (const row of rowsOf(lines)) found.push(row);
  return found;
};

describe("a file of series", () => {
  it.each([
    ["a heading is passed over", ["\uFEFFid,1,2", "a,5,6"], [{ row: 2, id: "a", values: [5, 6] }]],
    ["no heading", ["a,5,6"], [{ row: 1, id: "a", values: [5, 6] }]],
    [
      "rows of different length, gaps inside, none behind",
      ["a,1,,NA,2,,", "", "b;3"],
      [
        { row: 1, id: "a", values: [1, null, null, 2] },
        { row: 3, id: "b;3", values: [] },
      ],
    ],
    [
      "all values in one cell",
      ["id,values", 'a,"1 2  NA 3"', "b,4;5", "c,[6]"],
      [
        { row: 2, id: "a", values: [1, 2, null, 3] },
        { row: 3, id: "b", values: [4, 5] },
        { row: 4, id: "c", error: expect.stringContaining("[6]") as string },
      ],
    ],
    [
      "columns by name, the cycle of each",
      ["series,frequency,start,values", "a,12,1949,1 2 3", "b,,1949,4"],
      [
        { row: 2, id: "a", values: [1, 2, 3], frequency: 12 },
        { row: 3, id: "b", values: [4] },
      ],
    ],
    ["semicolons, quotes", ['"x; ""y""";-1.5e3'], [{ row: 1, id: 'x; "y"', values: [-1500] }]],
  ] as const)("%s", async (_, lines, expected) => expect(await read(...lines)).toEqual(expected));

  it.each([
    ["a word", 'b,1,"1,200"', /第 2 行：第 3 列“1,200”不是数字.*row 2: column 3 "1,200" is not a number/s],
    ["an open quote", 'b,"1,2', /第 2 行：引号没有闭合/],
    ["a number without end", "b,1e999", /第 2 列的数太大/],
  ])("%s is named by row and column, and the next row is read", async (_, line, message) => {
    const [, bad, next] = await read("a,1", line, "c,3");
    expect(bad).toMatchObject({ row: 2, error: expect.stringMatching(message) as string });
    expect(next).toMatchObject({ row: 3, values: [3] });
  });
});

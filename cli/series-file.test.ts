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
    [
      "the cycle after the values",
      ["id,values,frequency", "A,10 20 30,4", "B,1 2,"],
      [
        { row: 2, id: "A", values: [10, 20, 30], frequency: 4 },
        { row: 3, id: "B", values: [1, 2] },
      ],
    ],
    ["columns in any order", ["values,frequency,id", "10 20 30,4,A"], [{ row: 2, id: "A", values: [10, 20, 30], frequency: 4 }]],
    [
      "a column of its own for each value",
      ["id,2026-01,2026-02,周期", "A,10,20,12"],
      [{ row: 2, id: "A", values: [10, 20], frequency: 12 }],
    ],
    [
      "values over columns without a name",
      ["id,values,,v3,frequency", "A,1,2,3,4"],
      [{ row: 2, id: "A", values: [1, 2, 3], frequency: 4 }],
    ],
    ["a column nobody asked for is passed over", ["id,values,start", "A,1 2,1949"], [{ row: 2, id: "A", values: [1, 2] }]],
    [
      "decimal commas between semicolons",
      ["A;1,5;2,5;;3,5", "B;1;2,25"],
      [
        { row: 1, id: "A", values: [1.5, 2.5, null, 3.5] },
        { row: 2, id: "B", values: [1, 2.25] },
      ],
    ],
    ["decimal commas that share a cell", ["id;values;frequency", "A;1,5 2,5;4"], [{ row: 2, id: "A", values: [1.5, 2.5], frequency: 4 }]],
    ["values apart by semicolons between commas", ["a,1;2;3"], [{ row: 1, id: "a", values: [1, 2, 3] }]],
    ["a heading after a blank line", ["", "id,values", "a,1 2"], [{ row: 3, id: "a", values: [1, 2] }]],
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

  it.each([
    ["no cycle at all", "id,values,frequency", "A,1 2,0", /第 2 行：周期“0”应是 1 到 10000 的整数.*row 2: the frequency "0"/s],
    ["a cycle beyond all", "id,frequency,values", "A,10001,1 2", /第 2 行：周期“10001”/],
    ["a cycle in words", "id,values,frequency", "A,1 2,monthly", /第 2 行：周期“monthly”/],
    ["no name", "id,values", ",1 2", /第 2 行：没有名称.*row 2: there is no id/s],
    ["a name for the second time", "A,1,2", "A,3,4", /row 2: the id "A" is already in row 1/],
    ["more cells than the heading has", "id,values,frequency", "A,10,20,30,4", /row 2: more cells than the heading has \(3\)/],
    ["a decimal comma after tabs", "id\tvalues", "A\t1,5", /row 2: column 2 "1,5" is not a number/],
    ["two decimal marks", "A;1,5;2,5", "B;1.234;2,5", /row 2: column 2 "1.234" has another decimal mark/],
  ])("%s is refused with its row", async (_, first, second, message) => {
    expect((await read(first, second)).at(-1)).toMatchObject({ row: 2, error: expect.stringMatching(message) as string });
  });
});

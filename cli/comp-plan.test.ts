import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { CommandError } from "./command.ts";
import { diffFiles } from "./comp-diff.ts";
import { checkFile, runFiles, testFile } from "./comp-plan.ts";

const plan = `plan: 提成方案
period: month
settlement: {cap: 50000}
components:
  - {name: 提成, accumulate: quarter, of: 金额, tiers: [{from: 0, rate: 5%}, {from: 10000, rate: 8%}]}
tests:
  - name: 跨档
    facts: {transactions: [{编号: D1, 人员: 王芳, 日期: 2026-01-05, 金额: 12000}]}
    expect: [{提成: 660}]
`;
let folder: string;
const file = (name: string, text: string | Uint8Array) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
let said: string[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hengji-plan-"));
  vi.spyOn(console, "log").mockImplementation((text: string) => void said.push(text));
  vi.spyOn(console, "error").mockImplementation((text: string) => void said.push(text));
});
beforeEach(() => {
  said = [];
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

describe("a plan file", () => {
  it("that is right says so, and its tests pass", async () => {
    const right = file("right.yaml", plan);
    expect([await checkFile(right, false), await testFile(right, false)]).toEqual([0, 0]);
    expect(said.join("\n")).toMatch(/✓ 提成方案[\s\S]*✓ 跨档[\s\S]*1 通过/);
  });
  it("that is wrong says the line, the cause and the remedy", async () => {
    const wrong = file("wrong.yaml", plan.replace("rate: 8%", "rate: 8").replace("金额, tiers", "销售额, tiers"));
    expect(await checkFile(wrong, true)).toBe(1);
    const { problems } = JSON.parse(said[0]!) as { problems: { code: string; line: number }[] };
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ["formula-unknown-name", 5],
      ["not-a-percent", 5],
    ]);
  });
  it("whose test misses is told what came out", async () => {
    expect(await testFile(file("miss.yaml", plan.replace("提成: 660", "提成: 600")), false)).toBe(1);
    expect(said.join("\n")).toMatch(/✗ 跨档\n[\s\S]*600[\s\S]*660/);
  });
  it("whose test has several rows is told which of them misses, in the reader's language", async () => {
    const rows = "[{人员: 王芳, 期间: 2026-01, 提成: 600}, {period: 2026-01, 应得: 660}]";
    expect(await testFile(file("rows.yaml", plan.replace("[{提成: 660}]", rows)), false)).toBe(1);
    expect(said).toEqual(["✗ 跨档", "    王芳 2026-01 提成：应为 600，得到 660", "0 通过，1 未过"]);
    said = [];
    vi.stubEnv("LC_ALL", "en_US.UTF-8");
    await testFile(join(folder, "rows.yaml"), false).finally(() => vi.unstubAllEnvs());
    expect(said).toEqual(["✗ 跨档", "    王芳 2026-01 提成: expected 600, found 660", "0 passed, 1 failed"]);
  });
  it("whose test has facts nobody can read is told the row, the reason and the column", async () => {
    const facts =
      "{receipts: [{单据: D1, 日期: 2026-01-09, 金额: 9}], transactions: [{编号: D2, 人员: 李强, 日期: 2026-01-05, 金额: 不知道, 备注: x}, ";
    await testFile(file("facts.yaml", plan.replace("{transactions: [", facts)), false);
    expect(said.join("\n")).toMatch(
      /! transactions 1: [^\n]*“不知道”不是金额\n +! receipts 1: 缺少“transaction”\n +! 没有读的列：receipts\.单据, transactions\.备注。/,
    );
  });
  it("that expects what the plan does not have is told what may stand there", async () => {
    expect(await checkFile(file("expects.yaml", plan.replace("{提成: 660}", "{奖金: 660}")), false)).toBe(1);
    expect(said.join("\n")).toMatch(/expects\.yaml:9 tests\[0\]\.expect\[0\]\.奖金\n[^\n]*应得、发放[^\n]*提成；/);
  });
  it("that is not there, or is no YAML, is refused in words", async () => {
    await expect(testFile(join(folder, "none.yaml"), false)).rejects.toThrow(CommandError);
    expect(await checkFile(file("broken.yaml", "plan: [\n"), false)).toBe(1);
  });
});

describe("a folder of facts", () => {
  const facts = () => {
    const path = mkdtempSync(join(folder, "facts-"));
    return { path, put: (name: string, text: string) => writeFileSync(join(path, name), text) };
  };
  it("gives statements; who lacks something is stopped with the row, the others go on", async () => {
    const { path, put } = facts();
    put("transactions.csv", "编号,人员,日期,金额,备注\nD1,王芳,2026-01-05,12000,x\nD2,李强,2026-01-06,不知道,y\n");
    expect(await runFiles(file("p.yaml", plan), path, { json: true })).toBe(1);
    const made = JSON.parse(said[0]!) as { statements: { participant: string }[]; ignoredColumns: string[] };
    expect(made.statements).toMatchObject([
      { participant: "李强", status: "stopped", reason: { code: "rows-unreadable", values: { rows: "transactions 3" } } },
      {
        participant: "王芳",
        earned: "660.00",
        paid: "660.00",
        components: [{ lines: [{ transaction: "D1", parts: [{ of: "10000" }, { of: "2000" }] }] }],
      },
    ]);
    expect(made.ignoredColumns).toEqual(["transactions.备注"]);
  });
  it("says who is paid without being listed, which deal lacks what, and which column nobody reads", async () => {
    const { path, put } = facts();
    put("transactions.csv", "编号,人员,日期,金额,备注\nD1,王方,2026-01-05,12000,x\nD2,李强,2026-01-06,,y\n");
    put("participants.csv", "人员\n王芳\n李强\n");
    expect(await runFiles(file("p.yaml", plan), path, { json: false })).toBe(1);
    const text = said.join("\n");
    expect(text).toMatch(/李强[^\n]*\(transactions 3, D2\)/);
    expect(text).toMatch(/^! “王方”/m);
    expect(text).toMatch(/transactions\.备注/);
  });
  it("with a file nobody knows is refused, so that a typing error loses nothing", async () => {
    const { path, put } = facts();
    put("transaction.csv", "id\n1\n");
    await expect(runFiles(file("p.yaml", plan), path, { json: true })).rejects.toThrow(/transactions\.csv/);
  });
  it("hands over to payroll and finance as files", async () => {
    const { path, put } = facts();
    put("transactions.csv", "id,participant,date,amount\nD1,Ann,2026-01-05,12000\n");
    const out = join(path, "out");
    expect(await runFiles(file("p.yaml", plan), path, { json: false, out })).toBe(0);
    expect(readFileSync(join(out, "payroll.csv"), "utf8")).toMatch(/participant,period,currency,amount\r?\nAnn,2026-01,CNY,660\.00/);
  });
  it("tells what a new version is worth to whom", async () => {
    const { path, put } = facts();
    put("transactions.csv", "id,participant,date,amount\nD1,Ann,2026-01-05,12000\nD2,Bob,2026-01-05,900\n");
    await diffFiles(file("a.yaml", plan), file("b.yaml", plan.replace("8%", "9%")), path, false);
    expect(said.join("\n")).toMatch(
      /~ components\[提成\]\.tiers\[10000\]\.rate: 8% → 9%[\s\S]*Ann\t2026-01\t660\.00 → 680\.00\t20\.00[\s\S]*1 人多拿/,
    );
  });
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { clv } from "./clv.ts";

const folder = mkdtempSync(join(tmpdir(), "hengji-clv-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

const file = (lines: readonly string[]): string => {
  const path = join(folder, `${lines.length}-${lines[0]!.length}.csv`);
  writeFileSync(path, lines.join("\n"));
  return path;
};

async function said(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  const out = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const code = await clv.run(args);
  return { code, out: out.mock.calls.join("\n"), error: error.mock.calls.join("\n") };
}

describe("hengji clv refuses what it cannot read, with the line and the way out", () => {
  it.each([
    [["客户,时间,备注", "C1,2026-01-01,x"], /金额 \/ amount[\s\S]*--amount/],
    [["客户,日期,金额", "C1,2026-02-30,10", "C2,2026-02-03,10"], /第 2 行 \/ line 2[\s\S]*2026-02-30[\s\S]*--skip-bad-rows/],
    [["customer,date,amount", "C1,2026-02-03,ten"], /line 2.*\[ten\]/],
    [["customer,date,amount", ",2026-02-03,10"], /客户不能为空/],
  ])("%j", async (lines, message) => {
    await expect(clv.run(["--transactions", file(lines)])).rejects.toThrow(message);
  });

  it.each([
    [["--calibration-end", "2019-01-01"], /2026-01-0/],
    [["--model", "magic"], /bgnbd \| pareto-nbd/],
    [["--margin", "400%"], /--margin 400%/],
    [["--horizon", "-3"], /--horizon/],
  ])("%j", async (more, message) => {
    const path = file(["customer,date,amount", ...Array.from({ length: 5 }, (_, i) => `C${i},2026-01-0${i + 1},10`)]);
    await expect(clv.run(["--transactions", path, ...more])).rejects.toThrow(message);
  });
});

describe("hengji clv on data that carry no model", () => {
  it.each([
    ["one-time buyers only", (i: number) => [`C${i},2026-01-${String((i % 28) + 1).padStart(2, "0")},10`]],
    ["the same customer every day", (i: number) => [`C0,2026-0${(i % 6) + 1}-${String((i % 27) + 1).padStart(2, "0")},10`]],
  ])("%s: the reason, exit code 1, and JSON without NaN", async (_, lines) => {
    const rows = Array.from({ length: 60 }, (__, i) => lines(i)).flat();
    const { code, out, error } = await said("--transactions", file(["客户,日期,金额", ...rows]), "--json");
    expect(code).toBe(1);
    expect(error).toMatch(/没有建模|No model/);
    expect(out).not.toMatch(/NaN|Infinity/);
    expect(JSON.parse(out)).toMatchObject({ parameters: null, fallBack: { why: expect.stringMatching(/^few-/) } });
  });
});

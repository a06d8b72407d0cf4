import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { CommandError } from "./command.ts";
import type { Report } from "./score-report.ts";
import { score } from "./score.ts";

const folder = mkdtempSync(join(tmpdir(), "hengji-score-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

let count = 0;
const file = (lines: readonly string[]): string => {
  const path = join(folder, `${(count += 1)}.csv`);
  writeFileSync(path, lines.join("\n"));
  return path;
};

async function said(...args: string[]): Promise<{ code: number; out: string }> {
  const out = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const code = await score.run(args);
  return { code, out: out.mock.calls.join("\n") };
}

/** Deals from a known rule: a referral wins three times in four, a cold call once in four. */
const deals = ["编号,来源,备注日,结果", ...Array.from({ length: 900 }, (_, i) => {
  const source = i % 2 === 0 ? "介绍" : "陌拜";
  const won = (i * 7919) % 100 < (i % 2 === 0 ? 75 : 25);
  return `D${i},${source},2025-${String(1 + (i % 12)).padStart(2, "0")}-10,${i >= 870 ? "跟进" : won ? "赢单" : "输单"}`;
})]; // prettier-ignore

describe("hengji score", () => {
  it("learns from a table, checks itself on the later part, and scores what is open", async () => {
    const { code, out } = await said("--data", file(deals), "--outcome", "结果", "--json");
    const report = JSON.parse(out) as Report;
    expect([code, report.verdict, report.outcome.positive, report.outcome.negative, report.scores.length]).toEqual([
      0,
      "model",
      "赢单",
      "输单",
      30,
    ]);
    expect(report.validation.auc).toBeGreaterThan(0.65);
    expect(report.validation.split).toMatchObject({ by: "time", column: "备注日" });
    expect(report.leftOut.map(({ name, why }) => [name, why])).toEqual([["编号", "identifier"]]);
    const byId = new Map(report.scores.map(({ id, probability }) => [id, probability]));
    expect(byId.get("D870")).toBeCloseTo(0.75, 1);
    expect(byId.get("D871")).toBeCloseTo(0.25, 1);
    expect(report.scores[0]!.because[0]).toMatchObject({ name: "来源", said: "介绍" });
    expect(out).not.toMatch(/NaN|Infinity/);
  });

  it("says so for people, with the verdict and the reliability", async () => {
    const { out } = await said("--data", file(deals), "--outcome", "结果", "--without", "备注日");
    expect(out).toMatch(/870 个已结束[\s\S]*可以用[\s\S]*没有可用的日期列[\s\S]*AUC 0\.\d{3}[\s\S]*→[\s\S]*× 备注日: 您说不用/);
  });

  it.each([
    ["zh_TW", "兩個值必須不同"],
    ["en_US", "the two values must differ"],
  ])("refuses one value for both in the language of the terminal: %s", async (language, message) => {
    vi.stubEnv("LC_ALL", language);
    await expect(said("--data", file(deals), "--outcome", "结果", "--positive", "赢单", "--negative", "赢单")).rejects.toThrow(message);
  });

  it("two hundred of each and no usable column: it is the columns that are wanting, not the cases", async () => {
    const lines = [
      "编号,丢单原因,结果",
      ...Array.from({ length: 400 }, (_, i) => `D${i},${i % 2 ? "价格" : ""},${i % 2 ? "输单" : "赢单"}`),
    ];
    const { out } = await said("--data", file(lines), "--outcome", "结果", "--json");
    const report = JSON.parse(out) as Report;
    expect([report.verdict, report.why, report.outcome.won]).toEqual(["not-enough-evidence", "no-columns", 200]);
    vi.restoreAllMocks();
    const { out: text } = await said("--data", file(lines), "--outcome", "结果");
    expect(text).toMatch(/没有可用的列/);
    expect(text).not.toMatch(/案例太少/);
  });

  it("two words nobody knows: the rarer is taken for a win, and it says that this was guessed", async () => {
    const words = deals.filter((line) => !/介绍|跟进/.test(line)).map((line) => line.replace("赢单", "foo").replace("输单", "bar")); // a cold call is won once in four
    const outcomeOf = async (...args: string[]) => {
      vi.restoreAllMocks();
      return (JSON.parse((await said("--data", file(words), "--outcome", "结果", "--json", ...args)).out) as Report).outcome;
    };
    expect(await outcomeOf()).toMatchObject({ positive: "foo", negative: "bar", guessed: true });
    expect(await outcomeOf("--positive", "foo")).toMatchObject({ positive: "foo", negative: "bar", guessed: false });
    expect(await outcomeOf("--negative", "foo")).toMatchObject({ positive: "bar", negative: "foo", guessed: false });
    vi.restoreAllMocks();
    const { out } = await said("--data", file(words), "--outcome", "结果");
    expect(out).toMatch(/猜的：“foo”当赢.*“bar”当输.*--positive/);
  });

  it("usual words are not guessed", async () => {
    const { out } = await said("--data", file(deals), "--outcome", "结果");
    expect(out).not.toMatch(/猜的/);
  });

  it.each<[string, string[], string[], RegExp]>([
    ["no such column", deals, ["--outcome", "胜负"], /没有“胜负”这一列；有：编号, 来源/],
    ["one class", deals.map((line) => line.replace("输单", "赢单").replace("跟进", "赢单")), ["--outcome", "结果"], /只有一种结果“赢单”.*请带上另一种/],
    ["three classes nobody knows", deals, ["--outcome", "备注日"], /看不出哪个是赢.*--positive/],
    ["a value that is not there", deals, ["--outcome", "结果", "--positive", "成了"], /没有“成了”/],
    ["a win that is the loss too", deals, ["--outcome", "结果", "--positive", "赢单", "--negative", "赢单"], /都是“赢单”，两个值必须不同/],
    ["a time that is none", deals, ["--outcome", "结果", "--time", "来源"], /“来源”不是日期列/],
    ["two columns of a name", ["a,a,y", "1,2,won"], ["--outcome", "y"], /有两列都叫“a”/],
    ["no rows", ["a,y"], ["--outcome", "y"], /没有数据/],
  ])("%s: refused with what to do", async (_, lines, args, message) => {
    await expect(said("--data", file(lines), ...args)).rejects.toThrow(message);
  }); // prettier-ignore

  it("no file, no option, no such option", async () => {
    await expect(said("--data", join(folder, "none.csv"), "--outcome", "y")).rejects.toThrow(/没有这个文件/);
    await expect(said("--data", "x.csv")).rejects.toThrow(CommandError);
    await expect(said("--nonsense")).rejects.toThrow(CommandError);
  });
});

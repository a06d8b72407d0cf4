import process from "node:process";
import { parseArgs } from "node:util";
import { type Asked, type Forecast, forecast } from "#core/forecast/forecast.ts";
import { methods } from "#core/forecast/methods.ts";
import type { Refusal } from "#core/forecast/series.ts";
import { type Command, CommandError } from "./command.ts";
import { problem, seriesRows } from "./series-file.ts";

const usage = `forecast --series FILE|- --horizon H [--frequency M] [--method METHOD] [--level 80,95] [--non-negative] [--json]
      FILE: CSV, one series a row: id, value, value …, or id, "value value …"; gaps empty; rows may differ in length; a heading is
      optional and may name the columns id, values and frequency
      METHOD: ${methods.join(" ")}`;
const options = {
  series: { type: "string" },
  horizon: { type: "string" },
  frequency: { type: "string" },
  method: { type: "string", default: "auto" },
  level: { type: "string", default: "80,95" },
  "non-negative": { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;

export const forecastCommand: Command = {
  usage,
  summary: {
    zh: "预测任意序列：均值、预测区间和回测，不需要数据库；--json 输出一个数组，每个序列一行。",
    en: "Forecasts any series: mean, prediction intervals and backtest, without a database; --json prints an array, one series a line.",
  },
  run: async (args) => {
    const { file, asJson, isCycleAsked, asked } = askedFor(args);
    let [count, refused] = [0, 0];
    for await (const each of seriesRows(file)) {
      const answer = "error" in each ? each : answered(each, isCycleAsked ? asked : { ...asked, frequency: each.frequency ?? 1 });
      if ("error" in answer) {
        refused += 1;
        console.error(answer.error);
      }
      await print(asJson ? `${count === 0 ? "[" : ","}${JSON.stringify(answer)}` : table(answer, count === 0 ? asked : null));
      count += 1;
    }
    if (count === 0) throw new CommandError("文件里没有序列，每行应为：名称,数值,数值… / no series in the file; a row is: id,value,value…");
    if (asJson) await print("]");
    return refused > 0 ? 1 : 0;
  },
};

/** What the command line says of the cycle goes before what the file says. */
function askedFor(args: readonly string[]): { file: string; asJson: boolean; isCycleAsked: boolean; asked: Asked } {
  const values = parsed(args);
  if (!values.series || !values.horizon) throw new CommandError(`hengji ${usage}`);
  const method = methods.find((each) => each === values.method);
  if (!method) throw new CommandError(`没有这个方法 / no such method: ${values.method}\n${methods.join(" ")}`);
  const levels = values.level.split(",").map((each) => Number(each) / 100);
  if (!levels.every((level) => level > 0 && level < 1))
    throw new CommandError(`区间水平应在 0 和 100 之间，例如 80,95 / levels lie between 0 and 100, as in 80,95: ${values.level}`);
  return {
    file: values.series,
    asJson: values.json,
    isCycleAsked: values.frequency !== undefined,
    asked: {
      horizon: whole("horizon", values.horizon, 1_000),
      frequency: whole("frequency", values.frequency ?? "1", 10_000),
      method,
      levels,
      isNonNegative: values["non-negative"],
    },
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\nhengji ${usage}`);
  }
}

function whole(name: string, text: string, most: number): number {
  if (!/^\d{1,6}$/.test(text) || Number(text) < 1 || Number(text) > most)
    throw new CommandError(`--${name} 应是 1 到 ${most} 的整数 / --${name} is a whole number from 1 to ${most}: ${text}`);
  return Number(text);
}

type Answer =
  | { readonly row: number; readonly id: string; readonly error: string }
  | (Pick<Forecast, "method" | "model" | "mean" | "backtest" | "notes"> & {
      readonly id: string;
      readonly lower: Readonly<Record<string, readonly (number | null)[]>>;
      readonly upper: Readonly<Record<string, readonly (number | null)[]>>;
    });

function answered({ row, id, values }: { row: number; id: string; values: (number | null)[] }, asked: Asked): Answer {
  const found = forecast(values, asked);
  if (found.kind === "refused") return { row, id, error: problem(row, ...reason(found)) };
  const { method, model, mean, bands, backtest, notes } = found;
  const side = (of: "lower" | "upper") => Object.fromEntries(bands.map((band) => [levelName(band.level), band[of]]));
  return { id, method, model, mean, lower: side("lower"), upper: side("upper"), backtest, notes };
}

const levelName = (level: number) => String(Number((level * 100).toFixed(6)));

/** In Chinese and English, with what to do. */
function reason(refusal: Refusal): [string, string] {
  switch (refusal.why) {
    case "empty":
      return ["没有数值", "there are no values"];
    case "too-short":
      return [
        `这个方法至少要 ${refusal.needs} 个数值，可改用 --method auto`,
        `this method needs ${refusal.needs} values; --method auto takes fewer`,
      ];
    case "mostly-gaps":
      return [`缺值太多：${refusal.of} 个里只有 ${refusal.known} 个`, `too many gaps: ${refusal.known} of ${refusal.of} values are there`];
    case "needs-cycle":
      return ["季节方法要用 --frequency 给出周期长度，例如月度 12", "a seasonal method needs --frequency, such as 12 for months"];
    case "needs-positive":
      return ["乘法模型只适用于全部大于零的数值，可改用 hw", "a multiplicative model needs values above zero; hw takes any"];
    case "too-large":
      return ["数值太大，超出可以计算的范围，请换一个单位", "the values are too large to compute with; use a larger unit"];
  }
}

function table(answer: Answer, heading: Asked | null): string {
  const names = heading?.levels.flatMap((level) => [`lower${levelName(level)}`, `upper${levelName(level)}`]) ?? [];
  const head = heading ? [["id", "method", "step", "mean", ...names].join("\t")] : [];
  if ("error" in answer) return [...head, [answer.id, "—"].join("\t")].join("\n");
  const { id, model, mean, lower, upper } = answer;
  const bounds = (k: number) => Object.keys(lower).flatMap((level) => [shown(lower[level]![k]!), shown(upper[level]![k]!)]);
  return [...head, ...mean.map((value, k) => [id, model, k + 1, shown(value), ...bounds(k)].join("\t"))].join("\n");
}

const shown = (value: number | null) => (value === null ? "—" : String(Number(value.toPrecision(8))));

/** Waits when the reader of standard output is slower than we are. */
async function print(text: string): Promise<void> {
  if (!process.stdout.write(`${text}\n`)) await new Promise((done) => process.stdout.once("drain", done));
}

import process from "node:process";
import { parseArgs } from "node:util";
import { type Asked, forecast } from "#core/forecast/forecast.ts";
import { methods } from "#core/forecast/methods.ts";
import { type Command, CommandError } from "./command.ts";
import { type Answer, levelName, reason, table } from "./forecast-report.ts";
import { FREQUENCY_MAX, problem, seriesRows, wholeIn } from "./series-file.ts";

const usage = `forecast --series FILE|- --horizon H [--frequency M] [--method METHOD] [--level 80,95] [--non-negative] [--json]
      FILE: CSV, one series a row: id, value, value …, or id, "value value …"; gaps empty; rows may differ in length; a heading is
      optional and may name the columns id, values and frequency, in any order; between semicolons 1,5 is one and a half
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
      await print(asJson ? `${count === 0 ? "[" : ","}${JSON.stringify(answer)}` : table(answer, count === 0 ? asked.levels : null));
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
  return {
    file: values.series,
    asJson: values.json,
    isCycleAsked: values.frequency !== undefined,
    asked: {
      horizon: whole("horizon", values.horizon, 1_000),
      frequency: whole("frequency", values.frequency ?? "1", FREQUENCY_MAX),
      method,
      levels: levelsIn(values.level),
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

/** Percents. A level below 1 is a share written where a percent belongs: nobody wants a band of 0.95 %. */
function levelsIn(text: string): number[] {
  const levels = text.split(",").map(Number);
  if (!levels.every((level) => level > 0 && level < 100))
    throw new CommandError(`区间水平应在 0 和 100 之间，例如 80,95 / levels lie between 0 and 100, as in 80,95: ${text}`);
  const meant = levels.map((level) => (level < 1 ? levelName(level) : level)).join(",");
  if (levels.some((level) => level < 1))
    throw new CommandError(`区间水平是百分数：${text} 是不是 ${meant}？ / levels are percents: ${text}, did you mean ${meant}?`);
  return levels.map((level) => level / 100);
}

function whole(name: string, text: string, most: number): number {
  const number = wholeIn(text, most);
  if (number === null)
    throw new CommandError(`--${name} 应是 1 到 ${most} 的整数 / --${name} is a whole number from 1 to ${most}: ${text}`);
  return number;
}

function answered({ row, id, values }: { row: number; id: string; values: (number | null)[] }, asked: Asked): Answer {
  const found = forecast(values, asked);
  if (found.kind === "refused") return { row, id, error: problem(row, ...reason(found)) };
  const { method, model, mean, bands, backtest, notes } = found;
  const side = (of: "lower" | "upper") => Object.fromEntries(bands.map((band) => [levelName(band.level), band[of]]));
  return { id, method, model, mean, lower: side("lower"), upper: side("upper"), backtest, notes };
}

/** Waits when the reader of standard output is slower than we are. */
async function print(text: string): Promise<void> {
  if (!process.stdout.write(`${text}\n`)) await new Promise((done) => process.stdout.once("drain", done));
}

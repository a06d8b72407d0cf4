import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { daysBetween, parseDay, type Day } from "#core/base/date.ts";
import { shareOf } from "#core/imports/cells.ts";
import { columnNames, purchaseColumns, purchasesOf, type PurchaseColumn } from "#core/clv/columns.ts";
import type { Purchase } from "#core/clv/history.ts";
import { holdout, lifetime, type Question } from "#core/clv/lifetime.ts";
import { modelNames } from "#core/clv/model.ts";
import { weeklyTracking } from "#core/clv/tracking.ts";
import { isRefusal } from "#server/http/refusal.ts";
import { readTable } from "#server/imports/reading/read.ts";
import { messageText } from "#server/imports/texts.ts";
import { type Command, CommandError } from "./command.ts";
import { clvJson, clvTable, reasonText } from "./clv-report.ts";
import { languageOfShell } from "./language.ts";

const usage = `clv --transactions FILE [--model bgnbd|pareto-nbd] [--calibration-end DATE] [--horizon WEEKS] [--margin SHARE]
      [--discount RATE] [--customer HEADER] [--date HEADER] [--amount HEADER] [--skip-bad-rows] [--json]
      SHARE and RATE: 40% or 0.4`;

export const clv: Command = {
  usage,
  summary: {
    zh: "客户终身价值：读取客户、日期、金额三列的交易文件，估计复购、存活概率与价值；不需要服务器和数据库。",
    en: "Customer lifetime value from a file of customer, date and amount: repeat buying, P(alive) and value; no server, no database.",
  },
  async run(args) {
    const { values } = parsed(args);
    if (!values.transactions) throw new CommandError(`hengji ${usage}`);
    const { purchases, skipped } = await bought(values.transactions, values);
    const last = purchases.reduce((latest, { on }) => (on > latest ? on : latest), purchases[0]!.on);
    const question = questionOf(values, last, purchases);
    const answer = lifetime(purchases, question);
    const tested = holdout(answer, question.end, last);
    const tracking = answer.fit.kind === "fitted" && tested ? weeklyTracking(purchases, answer.fit, last) : [];
    const report = { file: basename(values.transactions), rows: purchases.length, skipped, answer, tested, tracking };
    console.log(values.json ? JSON.stringify(clvJson(report), null, 1) : clvTable(report, languageOfShell()));
    if (answer.fit.kind === "fitted") return 0;
    console.error(reasonText(answer.fit, languageOfShell()));
    return 1;
  },
};

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const options = {
  transactions: text, model: text, "calibration-end": text, horizon: text, margin: text, discount: text,
  customer: text, date: text, amount: text, "skip-bad-rows": flag, json: flag,
} as const; // prettier-ignore

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options });
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\nhengji ${usage}`);
  }
}
type Values = ReturnType<typeof parsed>["values"];

async function bought(file: string, values: Values): Promise<{ purchases: readonly Purchase[]; skipped: number }> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`${file}: ${error.code === "ENOENT" ? "没有这个文件 / no such file" : error.message}`);
  });
  const table = await readTable(bytes);
  if (isRefusal(table)) {
    const { title, remedy } = messageText(table, languageOfShell());
    throw new CommandError(`${file}: ${title}\n  → ${remedy}`);
  }
  const said = { customer: values.customer, date: values.date, amount: values.amount };
  const columns = purchaseColumns(table.header, Object.fromEntries(Object.entries(said).filter(([, name]) => name !== undefined)));
  if ("missing" in columns) throw new CommandError(missingText(columns.missing, table.header));
  const { purchases, bad } = purchasesOf(table.lines, columns);
  if (bad.length > 0 && !values["skip-bad-rows"]) throw new CommandError(badText(bad, table.lines.length));
  if (purchases.length === 0)
    throw new CommandError("没有可用的交易行，列名下面要有数据。\nNo purchases: put data below the column names.");
  return { purchases, skipped: bad.length };
}

const partNames: Readonly<Record<PurchaseColumn, string>> = { customer: "客户 / customer", date: "日期 / date", amount: "金额 / amount" };

function missingText(missing: readonly PurchaseColumn[], headers: readonly string[]): string {
  const lines = missing.map((part) => `  ✗ ${partNames[part]}: ${columnNames[part].split(",").slice(0, 12).join("、")} …`);
  const remedy = missing.map((part) => `--${part} HEADER`).join(" ");
  return [
    `找不到需要的列 / columns not found: ${missing.map((part) => partNames[part]).join("，")}`,
    ...lines,
    `  文件的列名 / headers: ${headers.join(" | ")}`,
    `  → 改列名，或用参数指明 / rename the column or say which it is: ${remedy}`,
  ].join("\n");
}

const expectedCell: Readonly<Record<PurchaseColumn, string>> = {
  customer: "客户不能为空 / customer is empty",
  date: "不是日期，应如 2026-03-05 / not a date such as 2026-03-05",
  amount: "不是金额，应如 1234.50 / not an amount such as 1234.50",
};

function badText(bad: readonly { no: number; part: PurchaseColumn; excerpt: string }[], total: number): string {
  const lines = bad
    .slice(0, 10)
    .map(({ no, part, excerpt }) => `  ✗ 第 ${no} 行 / line ${no}: ${expectedCell[part]}${excerpt && ` [${excerpt}]`}`);
  return [
    `${total} 行中有 ${bad.length} 行读不懂 / ${bad.length} of ${total} lines cannot be read:`,
    ...lines,
    ...(bad.length > 10 ? [`  … ${bad.length - 10}`] : []),
    `  → 改好这些行再试；确认可以不要，就加 --skip-bad-rows / mend them, or leave them out with --skip-bad-rows`,
  ].join("\n");
}

function questionOf(values: Values, last: Day, purchases: readonly Purchase[]): Question {
  const model = modelNames.find((name) => name === (values.model ?? "bgnbd"));
  if (!model) throw new CommandError(`--model: ${modelNames.join(" | ")}`);
  const end = values["calibration-end"] === undefined ? last : dayOfOption(values["calibration-end"]);
  const first = purchases.reduce((earliest, { on }) => (on < earliest ? on : earliest), last);
  if (end < first || end > last) throw new CommandError(`--calibration-end ${end}: 应在 / must be within ${first} – ${last}`);
  const after = daysBetween(end, last) / 7;
  return {
    model,
    end,
    horizonWeeks: values.horizon === undefined ? (after > 0 ? after : 52) : weeksOf(values.horizon),
    margin: values.margin === undefined ? null : shareOfOption("--margin", values.margin),
    discount: values.discount === undefined ? 100_000n : shareOfOption("--discount", values.discount),
  };
}

function dayOfOption(word: string): Day {
  const day = parseDay(word);
  if (day === null) throw new CommandError(`--calibration-end ${word}: 不是日期，应如 2026-03-31 / not a date such as 2026-03-31`);
  return day;
}

function weeksOf(word: string): number {
  const weeks = Number(word);
  if (!(weeks > 0 && weeks <= 1040)) throw new CommandError(`--horizon ${word}: 周数，1–1040 / weeks, 1–1040`);
  return weeks;
}

function shareOfOption(name: string, word: string): bigint {
  const share = shareOf(word);
  if (share === null || share > 1_000_000n) throw new CommandError(`${name} ${word}: 40% 或 / or 0.4`);
  return share;
}

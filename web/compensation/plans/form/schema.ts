import { canonical } from "#core/compensation/language/names.ts";
import { credits, intervals } from "#core/compensation/language/plan.ts";
import type { Written } from "./edit.ts";

/**
 * What may stand in a plan text beside the fields every component shows, and how the form edits it. `first` is what a setting begins with when
 * it is added; the language decides what is right.
 */
export type Field =
  | { readonly is: "word"; readonly first: string }
  | { readonly is: "choice"; readonly of: readonly string[] }
  /** `word`: the field a bare word stands for, `cap: 30000` for `cap: { amount: 30000 }`. */
  | { readonly is: "map"; readonly fields: Schema; readonly first: Written; readonly word?: Field }
  | { readonly is: "rows"; readonly fields: Schema; readonly first: Written; readonly word?: Field }
  | { readonly is: "words"; readonly first: readonly string[] }
  /** Names of the author's own, each with a field. */
  | { readonly is: "names"; readonly field: Field };
export type Schema = { readonly [key: string]: Field };

const word = (first: string): Field => ({ is: "word", first });
const choice = (...of: readonly string[]): Field => ({ is: "choice", of });
const span = choice(...intervals);

const rounding: Field = {
  is: "map",
  fields: {
    digits: choice("2", "0", "1", "3", "4"),
    mode: choice("half-up", "half-even", "down"),
    level: choice("total", "line"),
    residue: choice("last", "largest"),
  },
  first: { digits: "2" },
};
const on = choice("booking", "delivery", "invoice", "collection", "period-end", "year-end");

export const ofComponent: Schema = {
  of: word("金额"),
  counts: word("金额"),
  where: word("客户类别 = 'A'"),
  credit: choice(...credits),
  gate: word("完成率 >= 60%"),
  times: word("绩效系数"),
  floor: word("0"),
  cap: {
    is: "map",
    fields: { amount: word("30000"), per: choice("period", "transaction", ...intervals), excess: choice("lost", "carried") },
    first: { amount: "30000", excess: "lost" },
    word: word("30000"),
  },
  pay: {
    is: "rows",
    fields: { share: word("100%"), on, "after-months": word("1"), "after-days": word("30"), partial: choice("pro-rata", "when-complete") },
    first: [
      { share: "60%", on: "booking" },
      { share: "40%", on: "collection" },
    ],
    word: on,
  },
  clawback: {
    is: "map",
    fields: {
      base: choice("original", "remaining"),
      attainment: choice("reversed", "kept"),
      schedule: {
        is: "rows",
        fields: { "from-months": word("0"), "from-days": word("0"), share: word("100%") },
        first: [
          { "from-months": "0", share: "100%" },
          { "from-months": "6", share: "50%" },
        ],
      },
    },
    first: { base: "original", attainment: "reversed" },
  },
  prorate: choice("by-days", "no"),
  "less-paid": span,
  rounding,
  pays: choice("no", "yes"),
  unit: word("分"),
  amortise: { is: "map", fields: { months: word("12"), from: choice("date", "next-month") }, first: { months: "12", from: "next-month" } },
};

const draw: Field = {
  is: "map",
  fields: {
    amount: word("5000"),
    recoverable: choice("yes", "no"),
    surplus: choice("lost", "carried"),
    "recovery-max": word("3000"),
    when: word("月份 <= 3"),
  },
  first: { amount: "5000", recoverable: "yes" },
};

export const ofPlan: Schema = {
  payout: word("最小(提成, 50000元)"),
  settlement: {
    is: "map",
    fields: {
      draw,
      guarantee: word("3000"),
      cap: {
        is: "map",
        fields: { amount: word("50000"), excess: choice("lost", "carried") },
        first: { amount: "50000", excess: "carried" },
        word: word("50000"),
      },
      reserve: {
        is: "map",
        fields: { share: word("10%"), "release-after-months": word("6") },
        first: { share: "10%", "release-after-months": "6" },
      },
      negative: choice("carried", "paid"),
      "offset-max": word("2000"),
      exit: { is: "map", fields: { held: choice("kept", "released", "lost"), draw: choice("recovered", "forgiven") }, first: { held: "released" } },
    },
    first: { exit: { held: "released" } },
  },
  currency: word("USD"),
  fx: choice("month", "fixed", "day", "none"),
  "year-start": choice("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"),
  rounding,
  "day-count": {
    is: "map",
    fields: { basis: choice("actual", "actual-365", "thirtieths", "weekdays"), "start-day": choice("counted", "not-counted") },
    first: { basis: "actual" },
  },
  inputs: {
    is: "map",
    fields: {
      transaction: { is: "names", field: choice("amount", "rate", "number", "text", "day", "boolean") },
      participant: { is: "names", field: choice("amount", "rate", "number", "text", "day", "boolean") },
    },
    first: { participant: { 岗位津贴: "amount" } },
  },
  measures: {
    is: "names",
    field: {
      is: "map",
      fields: {
        sum: word("金额"),
        count: word("单"),
        average: word("金额"),
        min: word("金额"),
        max: word("金额"),
        "sum-of": word("提成"),
        rank: word("业绩"),
        where: word("客户类别 = 'A'"),
        credit: choice(...credits),
        over: choice("period", ...intervals, "ever"),
      },
      first: { sum: "金额" },
      word: word("实际 / 配额"),
    },
  },
}; // prettier-ignore

/** A beginning in the reader's words: where no Chinese is spoken, the names of the language are English. */
export function inWords(written: Written, isChinese: boolean): Written {
  if (isChinese) return written;
  if (typeof written === "string") return written.replace(/\p{Script=Han}+/gu, (word) => canonical(word));
  if (Array.isArray(written)) return written.map((one: Written) => inWords(one, false));
  return Object.fromEntries(Object.entries(written).map(([key, one]) => [canonical(key), inWords(one, false)]));
}

/** What a setting begins with. */
export const firstOf = (field: Field): Written => {
  if (field.is === "choice") return field.of[0]!;
  if (field.is === "names") return {};
  return field.first;
};

import type { Value } from "#core/explain/explanation.ts";
import { languages } from "#core/imports/fields.ts";
import { wordsIn } from "../words.ts";
import { stamp, tableOf, type Content, type Sheet } from "../pdf/document.ts";
import type { LetterContent } from "./content.ts";
import type { LetterRow } from "./store.ts";
import { fill, wordsOf, type Words } from "./words.ts";

type Row = Pick<LetterRow, "issue" | "issuedAt" | "issuedBy" | "signedAt" | "signedName" | "hash">;

/** The letter on paper: targets by quarter and month, key actions, conditions, signature and the hash of what was signed. */
export function sheetOf(row: Row, content: LetterContent, locale: string): Sheet {
  const words = wordsOf(locale);
  const { person } = content;
  const about: Content[] = [
    { text: content.company, style: "muted" },
    { text: words.title, style: "h1" },
    { text: fill(words.of, { year: content.year, issue: row.issue }), style: "muted" },
    { text: `${words.person}：${person.name}（${person.code}）　${words.unit}：${person.unit} · ${person.title}`, margin: [0, 8, 0, 0] },
  ];
  return {
    title: `${words.title} ${person.name} ${content.year}`,
    author: content.company,
    foot: fill(words.hash, { hash: row.hash }),
    content: [
      ...about,
      ...targetsOf(content, words),
      ...singlesOf(content, words, locale),
      ...planOf(content, words),
      ...signatureOf(row, content, words),
    ],
  };
}

function targetsOf({ targets }: LetterContent, words: Words): Content[] {
  const quarters = [1, 2, 3, 4].map((n) => fill(words.quarter, { n }));
  const rows = targets.map((one) => [words.metrics[one.metric], ...[one.year, ...one.quarters].map((text) => shown(text, one.unit))]);
  const months = targets[0]?.months.map(({ key }, i) => [key, ...targets.map((one) => shown(one.months[i]!.amount, one.unit))]) ?? [];
  return [
    { text: words.targets, style: "h2" },
    tableOf([words.metric, words.year, ...quarters], rows, [1, 2, 3, 4, 5]),
    { text: words.months, margin: [0, 8, 0, 0] },
    tableOf(["", ...targets.map((one) => words.metrics[one.metric])], months, targets.map((_, i) => i + 1)),
  ]; // prettier-ignore
}

/** "第二季度 不低于 92%", with the stretch value beside. */
function singlesOf({ singles = [] }: LetterContent, words: Words, locale: string): Content[] {
  if (singles.length === 0) return [];
  const said = wordsIn(languages.find((one) => one === locale) ?? "zh-CN");
  const money = (value: Value) => said.value(value).replace("CNY ", "¥");
  const rows = singles.map(({ label, period, comparison, value, upper, stretch, note }) => [
    said.text(label),
    period,
    said.text({ key: `target-pace.single.is.${comparison}`, values: { value: money(value), upper: upper ? money(upper) : "" } }),
    stretch ? money(stretch) : "—",
    note,
  ]);
  const head = [words.metric, words.period, words.comparison, words.stretch, words.note];
  return [{ text: words.singles, margin: [0, 8, 0, 0] }, tableOf(head, rows)];
}

function planOf({ actions, conditions }: LetterContent, words: Words): Content[] {
  const rows = actions.map(({ title, path, dueOn }) => [title, path, dueOn]);
  return [
    { text: words.actions, style: "h2" },
    rows.length > 0 ? tableOf([words.action, words.path, words.due], rows) : { text: words.none, style: "muted" },
    { text: words.conditions, style: "h2" },
    { text: conditions || words.none },
  ];
}

function signatureOf(row: Row, { targets }: LetterContent, words: Words): Content[] {
  const list = targets.map((one) => fill(words.version, { metric: words.metrics[one.metric], n: one.version })).join(", ");
  const signed = row.signedAt ? fill(words.signed, { name: row.signedName ?? "", at: stamp(row.signedAt) }) : words.unsigned;
  return [
    { text: signed, margin: [0, 24, 0, 0], bold: true },
    { text: `${words.issued}：${row.issuedBy ?? ""} ${stamp(row.issuedAt)}　${fill(words.basis, { list })}`, style: ["small", "muted"] },
  ];
}

/** "1200000.0000" → "¥1,200,000.00"; counts without decimals; nothing set is a dash. */
function shown(amount: string | null, unit: "amount" | "count"): string {
  if (amount === null) return "—";
  const [whole = "0", fraction = ""] = amount.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return unit === "count" ? grouped : `¥${grouped}.${fraction.slice(0, 2)}`;
}

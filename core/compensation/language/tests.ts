import type { Fields } from "../../formula/document.ts";
import { tableNames, type Row, type Tables } from "../engine/tables.ts";

/** A test that lives in the plan: facts, and what must come out of them. All of them pass before a plan is published. */
export type PlanTest = { readonly name: string; readonly path: string; readonly tables: Tables; readonly expect: readonly Expected[] };
export type Expected = {
  readonly participant: string | null;
  readonly period: string | null;
  readonly path: string;
  readonly values: readonly Wanted[];
};
/** What is expected of a result, a component, a measure or a line: `said` as it is written, `name` as the engine calls it. */
export type Wanted = { readonly name: string; readonly said: string; readonly text: string };

/** What may be expected of any plan, with its Chinese names; a plan's own name goes before a Chinese one. */
const known: ReadonlyMap<string, string> = new Map(
  Object.entries({
    participant: ["人员", "人員"],
    period: ["期间", "期間"],
    earned: ["应得", "應得"],
    paid: ["发放", "發放", "实发", "實發"],
    payout: ["外币实发", "外幣實發"],
    held: ["暂扣", "暫扣"],
    owed: ["欠款"],
    draw_balance: ["预支余额", "預支餘額"],
    stopped: ["停算原因"],
    statements: ["张数", "張數"],
  }).flatMap(([name, spellings]) => [name, ...spellings].map((said) => [said, name])),
);
const english = new Set(known.values());

export function testsOf(fields: Fields): PlanTest[] {
  const own = ownNames(fields);
  return fields.list("tests").map((one) => {
    const facts = one.within("facts");
    const test = {
      name: one.text("name"),
      path: one.path,
      tables: tablesOf(facts),
      expect: one.list("expect").map((row) => expectedOf(row, own)),
    };
    facts.nothingElse();
    one.nothingElse();
    return test;
  });
}

function tablesOf(facts: Fields): Tables {
  const tables: Record<string, Row[]> = {};
  for (const name of tableNames) if (facts.has(name)) tables[name] = facts.list(name).map((row, i) => ({ no: i + 1, cells: cellsOf(row) }));
  return tables;
}

const cellsOf = (row: Fields): Record<string, string> => Object.fromEntries(row.names.map((name) => [name, row.scalar(name)]));

type Own = { readonly components: ReadonlySet<string>; readonly all: ReadonlySet<string> };

/** The names the plan gives, also when something else about them is wrong. */
function ownNames(fields: Fields): Own {
  const [list, measures] = [fields.unread("components"), fields.unread("measures")];
  const named = Array.isArray(list)
    ? list.flatMap((one: { name?: unknown } | null) => (typeof one?.name === "string" ? [one.name.trim()] : []))
    : [];
  return { components: new Set(named), all: new Set([...named, ...(isMapping(measures) ? Object.keys(measures) : [])]) };
}

const isMapping = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

function expectedOf(row: Fields, own: Own): Expected {
  const found = new Map<string, Wanted>();
  for (const said of row.names) {
    const name = nameOf(said, own);
    const twice = name === null ? undefined : found.get(name);
    if (name === null) row.refuse("expect-unknown", said, { name: said, own: [...own.all].join(", ") });
    if (twice) row.refuse("fields-exclude", said, { first: twice.said, second: said });
    found.set(name ?? said, { name: name ?? said, said, text: row.scalar(said) });
  }
  const textOf = (name: string) => found.get(name)?.text ?? null;
  const values = [...found.values()].filter(({ name }) => name !== "participant" && name !== "period");
  return { participant: textOf("participant"), period: textOf("period"), path: row.path, values };
}

/** What a key of `expect` stands for; null: nothing of this plan. */
function nameOf(said: string, own: Own): string | null {
  if (english.has(said)) return said;
  return own.all.has(said) || isLine(said, own) ? said : (known.get(said) ?? null);
}

function isLine(said: string, { components }: Own): boolean {
  const [, component, of = "rate"] = /^(.+?)\[.+\](?:\.(.+))?$/.exec(said) ?? [];
  return component !== undefined && components.has(component) && /^(accumulated|rate|monthly|(slice|earned) [1-9]\d*)$/.test(of);
}

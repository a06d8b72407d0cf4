import type { Fields } from "../../formula/document.ts";
import { tableNames, type Row, type Tables } from "../engine/tables.ts";

/** A test that lives in the plan: facts, and what must come out of them. All of them pass before a plan is published. */
export type PlanTest = { readonly name: string; readonly path: string; readonly tables: Tables; readonly expect: readonly Expected[] };
export type Expected = {
  readonly participant: string | null;
  readonly period: string | null;
  readonly path: string;
  /** Name of a component or measure, or payable, paid, held, earned, balance, stopped → what is expected, as written. */
  readonly values: Readonly<Record<string, string>>;
};

export function testsOf(fields: Fields): PlanTest[] {
  return fields.list("tests").map((one) => {
    const facts = one.within("facts");
    const test = { name: one.text("name"), path: one.path, tables: tablesOf(facts), expect: one.list("expect").map(expectedOf) };
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

function expectedOf(row: Fields): Expected {
  const { participant, period, ...values } = cellsOf(row);
  return { participant: participant ?? null, period: period ?? null, path: row.path, values };
}

import { tableNames } from "#core/compensation/engine/tables.ts";
import { chineseName } from "#core/compensation/language/names.ts";
import { hasText, useT } from "../../../lib/i18n.ts";
import { DraftField, DraftInput } from "./DraftField.tsx";
import { withEntry, withKeyOf, withoutEntry, withValue, type Written } from "./edit.ts";
import { countAt, keysAt, said } from "./model.ts";
import { Add, useChinese, type At } from "./Parts.tsx";
import { inWords } from "./schema.ts";

const begin = {
  participants: { participant: "甲" },
  transactions: { 编号: "D1", 人员: "甲", 日期: "2026-01-10", 金额: "100000" },
  credits: { transaction: "D1", participant: "甲", share: "100%" },
  receipts: { transaction: "D1", date: "2026-01-20", amount: "100000" },
  values: { participant: "甲", period: "2026-01", name: "完成率", value: "100%" },
  fx: { from: "USD", to: "CNY", date: "2026-01-01", rate: "7.1" },
  opening: { participant: "甲", kind: "receivable", date: "2025-12-31", amount: "1000" },
  absences: { participant: "甲", from: "2026-01-05", to: "2026-01-10" },
} as const satisfies Record<(typeof tableNames)[number], Written>;

/** 用例: facts, and what must come out of them; all of them hold before a plan is published. */
export function TestsEditor(at: At) {
  const t = useT();
  const count = countAt(at.document, at.path) ?? 0;
  const isChinese = useChinese();
  const one = (n: number): Written => inWords({ name: t("plan.form.testName", { n }), facts: { transactions: [begin.transactions] }, expect: [{ earned: "1000" }] }, isChinese);
  const add = () => at.onText(count > 0 ? withEntry(at.text, at.path, one(count + 1)) : withKeyOf(at.text, at.path, [one(1)]));
  return (
    <section className="stack" aria-label={t("plan.form.tests")}>
      <h3>{t("plan.form.tests")}</h3>
      <p className="small muted">{t("plan.form.testsHint")}</p>
      {Array.from({ length: count }, (_, i) => (
        <Test key={i} {...at} path={[...at.path, i]} onDrop={() => at.onText(count > 1 ? withoutEntry(at.text, at.path, i) : withValue(at.text, at.path, ""))} />
      ))}
      <div>
        <button type="button" className="button" onClick={add}>
          {t("plan.form.addTest")}
        </button>
      </div>
    </section>
  );
} // prettier-ignore

function Test({ onDrop, ...at }: At & { onDrop: () => void }) {
  const t = useT();
  const isChinese = useChinese();
  const { document, text, path, onText } = at;
  const name = said(document, [...path, "name"]) ?? "";
  const tables = keysAt(document, [...path, "facts"]);
  const absent = tableNames.filter((table) => !tables.includes(table));
  return (
    <details className="panel plan-test">
      <summary>{name}</summary>
      <div className="stack">
        <DraftField label={t("plan.form.testNameLabel")} value={name} onCommit={(value) => onText(withValue(text, [...path, "name"], value))} />
        {tables.map((table) => (
          <FreeTable key={table} {...at} path={[...path, "facts", table]} label={t(`plan.form.field.${table}`)} />
        ))}
        <Add label={t("plan.form.addFacts")} names={absent} onAdd={(table) => onText(withKeyOf(text, [...path, "facts", table], inWords([begin[table as keyof typeof begin]], isChinese)))} />
        <FreeTable {...at} path={[...path, "expect"]} label={t("plan.form.expect")} />
        <div>
          <button type="button" className="text-button" aria-label={t("plan.form.drop", { name })} onClick={onDrop}>
            {t("plan.form.dropTest")}
          </button>
        </div>
      </div>
    </details>
  );
} // prettier-ignore

/** A table whose columns are whatever its rows say. */
function FreeTable({ label, document, text, path, onText }: At & { label: string }) {
  const t = useT();
  const isChinese = useChinese();
  const wordOf = (column: string) => (hasText(`plan.form.column.${column}`) ? t(`plan.form.column.${column}`) : isChinese ? chineseName(column) : column);
  const count = countAt(document, path) ?? 0;
  const rows = Array.from({ length: count }, (_, i) => i);
  const columns = [...new Set(rows.flatMap((i) => keysAt(document, [...path, i])))];
  const cell = (i: number, column: string) => said(document, [...path, i, column]) ?? "";
  const again = () => Object.fromEntries(columns.map((column) => [column, cell(count - 1, column)]).filter(([, value]) => value !== "")) as Written; // prettier-ignore
  const addColumn = (column: string) => column && !columns.includes(column) && onText(withValue(text, [...path, 0, column], "0"));
  return (
    <div className="stack">
      <span className="label">{label}</span>
      <div className="table-scroll">
        <table className="plan-matrix">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {wordOf(column)}
                </th>
              ))}
              <th scope="col">
                <DraftInput size={6} value="" aria-label={t("plan.form.newColumnOf", { name: label })} placeholder={t("plan.form.newColumn")} onCommit={addColumn} />
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((i) => (
              <tr key={i}>
                {columns.map((column) => (
                  <td key={column}>
                    <DraftInput size={9} mayBeEmpty aria-label={t("plan.form.cellNamed", { name: wordOf(column), n: i + 1 })} value={cell(i, column)} onCommit={(value) => onText(withValue(text, [...path, i, column], value))} />
                  </td>
                ))}
                <td>
                  <button type="button" className="text-button" aria-label={t("plan.form.drop", { name: t("plan.form.rowOf", { name: label, n: i + 1 }) })} onClick={() => onText(count > 1 ? withoutEntry(text, path, i) : withValue(text, path, ""))}>
                    {t("common.remove")}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div>
        <button type="button" className="button" onClick={() => onText(withEntry(text, path, again()))}>
          {t("plan.form.addRow")}
        </button>
      </div>
    </div>
  );
} // prettier-ignore

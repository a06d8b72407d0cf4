import { useT } from "../../../lib/i18n.ts";
import { DraftInput } from "./DraftField.tsx";
import { withEntry, withoutEntry, withValue } from "./edit.ts";
import { countAt, said } from "./model.ts";
import { Drop, type At } from "./Parts.tsx";
import type { Schema } from "./schema.ts";
import { OptionalValue } from "./Value.tsx";

/** A list whose entries have the same fields: one line each. */
export function Rows({ schema, label, first, ...at }: At & { schema: Schema; label: string; first: unknown }) {
  const t = useT();
  const count = countAt(at.document, at.path) ?? 0;
  const begin = (Array.isArray(first) ? (first.at(-1) as Record<string, string>) : {}) ?? {};
  return (
    <div className="stack">
      {Array.from({ length: count }, (_, i) => (
        <div key={i} className="plan-row">
          {Object.entries(schema).map(([key, field]) => (
            <OptionalValue key={key} {...at} path={[...at.path, i, key]} label={t(`plan.form.field.${key}`)} name={key} field={field} />
          ))}
          {count > 1 && (
            <Drop label={t("plan.form.rowOf", { name: label, n: i + 1 })} onDrop={() => at.onText(withoutEntry(at.text, at.path, i))} />
          )}
        </div>
      ))}
      <div>
        <button type="button" className="button" onClick={() => at.onText(withEntry(at.text, at.path, begin))}>
          {t("plan.form.addRow")}
        </button>
      </div>
    </div>
  );
}

/** A list of plain values: prizes, bounds. */
export function Words({ label, ...at }: At & { label: string }) {
  const t = useT();
  const count = countAt(at.document, at.path) ?? 0;
  const last = said(at.document, [...at.path, count - 1]) ?? "";
  return (
    <div className="row">
      {Array.from({ length: count }, (_, i) => (
        <DraftInput key={i} aria-label={t("plan.form.rowOf", { name: label, n: i + 1 })} size={8} value={said(at.document, [...at.path, i]) ?? ""} onCommit={(next) => at.onText(next === "" ? withoutEntry(at.text, at.path, i) : withValue(at.text, [...at.path, i], next))} mayBeEmpty={count > 1} />
      ))}
      <button type="button" className="button" onClick={() => at.onText(withEntry(at.text, at.path, last || "0"))}>
        {t("plan.form.addRow")}
      </button>
    </div>
  );
} // prettier-ignore

import type { Field, Layout } from "#core/compensation/layout.ts";
import { useT } from "../../lib/i18n.ts";
import { fieldsOf, moved } from "./shape.ts";

type Column = Layout["columns"][number];
type Props = { layout: Layout; onChange: (columns: Column[]) => void };

/** The columns in their order: the heading the other program wants, and what stands under it. */
export function Columns({ layout: { source, columns }, onChange }: Props) {
  const t = useT();
  const put = (at: number, change: Partial<Column>) => onChange(columns.map((one, i) => (i === at ? { ...one, ...change } : one)));
  return (
    <div className="stack">
      <h3>{t("pay.format.columns")}</h3>
      <ol className="rows">
        {columns.map((column, i) => (
          <li key={i} className="format-row">
            <input className="input" aria-label={t("pay.format.columnTitle", { n: i + 1 })} value={column.title} onChange={(event) => put(i, { title: event.target.value })} />
            <select className="input" aria-label={t("pay.format.columnField", { n: i + 1 })} value={column.field} onChange={(event) => put(i, { field: fieldsOf[source].find((one) => one === event.target.value)! })}>
              {fieldsOf[source].map((field) => (
                <option key={field} value={field}>
                  {t(`pay.format.field.${field}`)}
                </option>
              ))}
            </select>
            {column.field === "text" && <input className="input" aria-label={t("pay.format.columnText", { n: i + 1 })} placeholder={t("pay.format.textHint")} value={column.text} onChange={(event) => put(i, { text: event.target.value })} />}
            <Moves at={i} count={columns.length} onMove={(by) => onChange(moved(columns, i, by))} onRemove={() => onChange(columns.filter((_, at) => at !== i))} />
          </li>
        ))}
      </ol>
      <div>
        <button type="button" className="button" disabled={columns.length >= 40} onClick={() => onChange([...columns, columnOf("text", t("pay.format.newColumn"))])}>
          {t("pay.format.addColumn")}
        </button>
      </div>
    </div>
  );
} // prettier-ignore

const columnOf = (field: Field, title: string): Column => ({ title, field, text: "" });

type MoveProps = { at: number; count: number; onMove: (by: -1 | 1) => void; onRemove: () => void };

function Moves({ at, count, onMove, onRemove }: MoveProps) {
  const t = useT();
  return (
    <span className="row">
      <button type="button" className="text-button" aria-label={t("pay.format.up", { n: at + 1 })} disabled={at === 0} onClick={() => onMove(-1)}>
        ↑
      </button>
      <button type="button" className="text-button" aria-label={t("pay.format.down", { n: at + 1 })} disabled={at === count - 1} onClick={() => onMove(1)}>
        ↓
      </button>
      <button type="button" className="text-button" aria-label={t("pay.format.dropColumn", { n: at + 1 })} onClick={onRemove}>
        {t("common.remove")}
      </button>
    </span>
  );
} // prettier-ignore

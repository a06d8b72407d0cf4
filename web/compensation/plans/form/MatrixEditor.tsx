import { useT } from "../../../lib/i18n.ts";
import { DraftInput } from "./DraftField.tsx";
import { withEntry, withoutEntry, withValue } from "./edit.ts";
import { countAt, said } from "./model.ts";
import type { At } from "./Parts.tsx";
import type { Path } from "./places.ts";
import { above } from "./rules.ts";
import { Value } from "./Value.tsx";

const word = { is: "word", first: "" } as const;

/** Two values decide: bounds of the one down, of the other across; the cells say what is earned. */
export function MatrixEditor({ document, text, path, onText }: At) {
  const t = useT();
  const rows = bounds(document, [...path, "rows", "from"]);
  const columns = bounds(document, [...path, "columns", "from"]);
  const put = (at: Path, value: string) => onText(withValue(text, [...path, ...at], value));
  const cell = (r: number, c: number) => said(document, [...path, "cells", r, c]) ?? "";
  const wider = () => {
    const more = withEntry(text, [...path, "columns", "from"], above(columns.at(-1) ?? "0"));
    onText(rows.reduce((now, _, r) => withEntry(now, [...path, "cells", r], cell(r, columns.length - 1)), more));
  };
  const longer = () => {
    const more = withEntry(text, [...path, "rows", "from"], above(rows.at(-1) ?? "0"));
    onText(withEntry(more, [...path, "cells"], columns.map((_, c) => cell(rows.length - 1, c)))); // prettier-ignore
  };
  const narrower = (c: number) =>
    onText(rows.reduce((now, _, r) => withoutEntry(now, [...path, "cells", r], c), withoutEntry(text, [...path, "columns", "from"], c)));
  const shorter = (r: number) => onText(withoutEntry(withoutEntry(text, [...path, "rows", "from"], r), [...path, "cells"], r));
  return (
    <div className="stack">
      <div className="form-grid">
        {(["rows", "columns"] as const).map((axis) => (
          <Value key={axis} document={document} text={text} onText={onText} path={[...path, axis, "by"]} label={t(`plan.form.${axis}`)} name="" field={word} />
        ))}
      </div>
      <div className="table-scroll">
        <table className="plan-matrix">
          <thead>
            <tr>
              <th scope="col">{t("plan.form.matrixFrom")}</th>
              {columns.map((from, c) => (
                <th key={c} scope="col">
                  <DraftInput size={6} aria-label={t("plan.form.columnOf", { n: c + 1 })} value={from} onCommit={(value) => put(["columns", "from", c], value)} />
                  {columns.length > 1 && <Cut label={t("plan.form.dropColumn", { n: c + 1 })} onCut={() => narrower(c)} />}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((from, r) => (
              <tr key={r}>
                <th scope="row">
                  <DraftInput size={6} aria-label={t("plan.form.lineOf", { n: r + 1 })} value={from} onCommit={(value) => put(["rows", "from", r], value)} />
                  {rows.length > 1 && <Cut label={t("plan.form.dropLine", { n: r + 1 })} onCut={() => shorter(r)} />}
                </th>
                {columns.map((_, c) => (
                  <td key={c}>
                    <DraftInput size={6} aria-label={t("plan.form.cellOf", { r: r + 1, c: c + 1 })} value={cell(r, c)} onCommit={(value) => put(["cells", r, c], value)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="row">
        <button type="button" className="button" onClick={longer}>
          {t("plan.form.addLine")}
        </button>
        <button type="button" className="button" onClick={wider}>
          {t("plan.form.addColumn")}
        </button>
      </div>
    </div>
  );
} // prettier-ignore

const bounds = (document: At["document"], path: Path): string[] =>
  Array.from({ length: countAt(document, path) ?? 0 }, (_, i) => said(document, [...path, i]) ?? "");

function Cut({ label, onCut }: { label: string; onCut: () => void }) {
  return (
    <button type="button" className="text-button" aria-label={label} title={label} onClick={onCut}>
      ×
    </button>
  );
}

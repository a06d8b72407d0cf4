import { useMemo } from "react";
import { planDocument } from "#core/compensation/document/document.ts";
import type { Table } from "#core/compensation/document/said.ts";
import { useLabel, useT } from "../../lib/i18n.ts";
import { planOf } from "./sketching.ts";

/** 方案说明: the plan in sentences and tables, the text itself folded below. A text that is not right is shown as it stands. */
export default function PlanDocument({ text }: { text: string }) {
  const t = useT();
  const label = useLabel();
  const sections = useMemo(() => {
    const plan = planOf(text);
    return plan ? planDocument(plan) : null;
  }, [text]);
  if (!sections) return <pre className="plan-text">{text}</pre>;
  return (
    <div className="plan-document">
      {sections.map(({ heading, lines, table }, i) => (
        <section key={i} className="stack">
          <h3>{label(heading)}</h3>
          {lines.length > 0 && <ul>{lines.map((line, at) => <li key={at}>{label(line)}</li>)}</ul>}
          {table && <Rule table={table} name={label(heading)} />}
        </section>
      ))}
      <details>
        <summary>{t("plan.doc.source")}</summary>
        <pre className="plan-text">{text}</pre>
      </details>
    </div>
  );
} // prettier-ignore

function Rule({ table: { head, rows }, name }: { table: Table; name: string }) {
  const label = useLabel();
  const said = (cell: Table["head"][number]) => (typeof cell === "string" ? cell : label(cell));
  return (
    <div className="scroll-x" tabIndex={0} role="group" aria-label={name}>
      <table className="plain-table plan-rule">
        <thead>
          <tr>{head.map((cell, i) => <th key={i} className={i > 0 ? "right" : ""}>{said(cell)}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>{row.map((cell, i) => <td key={i} className={i > 0 ? "right num" : ""}>{said(cell)}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
} // prettier-ignore

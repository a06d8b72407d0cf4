import { useLabel, useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { Link } from "@tanstack/react-router";
import { useMe } from "../lib/me.ts";
import { target } from "../lib/place.ts";
import { Empty, ExplainButton, Figure } from "../ui/index.ts";
import { Findings } from "../ui/Findings.tsx";
import type { Change, Diagnosis, Filters } from "./words.ts";

type Props = { found: Diagnosis; filters: Filters; question: string; change: Change };

/** The three to begin with, everything else by its money, and the trees that add up. */
export function FindingsPart({ found, filters, question, change }: Props) {
  const t = useT();
  const keys = (filters.chosen ?? "").split("|").filter(Boolean);
  const choice = { keys, onChange: (next: readonly string[]) => change({ chosen: next.join("|") }) };
  const first = found.start.flatMap((key) => found.findings.filter((one) => one.key === key));
  const rest = found.findings.filter((one) => !found.start.includes(one.key));
  if (found.findings.length === 0) return <Empty title={t("diagnosis.none")}>{t("diagnosis.noneHint")}</Empty>;
  return (
    <div className="stack-l">
      <Gap found={found} />
      <section className="panel stack" aria-labelledby="start-here">
        <div className="spread">
          <h2 id="start-here">{t("diagnosis.start.title")}</h2>
          <span className="muted small">{t("diagnosis.start.hint")}</span>
        </div>
        {first.length === 0 ? <p className="muted">{t("diagnosis.start.none")}</p> : <Findings findings={first} choice={choice} />}
      </section>
      {rest.length > 0 && (
        <section className="panel stack" aria-labelledby="all-findings">
          <h2 id="all-findings">{t("diagnosis.all")}</h2>
          <Findings findings={rest} choice={choice} />
        </section>
      )}
      <Trees found={found} />
      <Take keys={keys} found={found} filters={filters} question={question} onClear={() => change({ chosen: "" })} />
    </div>
  );
}

type TakeProps = { keys: readonly string[]; found: Diagnosis; filters: Filters; question: string; onClear: () => void };

/** What is ticked goes along into a plan, with the question and the scope. */
function Take({ keys, found: { subject, period }, filters, question, onClear }: TakeProps) {
  const t = useT();
  const { can } = useMe();
  if (!can.includes("improvement-plans:write")) return null;
  const q = filters.q ?? question;
  const path = `/plans/new?${new URLSearchParams({ [subject.kind]: subject.id, period: period.key, q, chosen: keys.join("|"), ...(filters.cause && { cause: filters.cause }) }).toString()}`;
  return (
    <div className="panel row take-along no-print">
      {keys.length === 0 ? (
        <span className="muted">{t("improvement.takeHint")}</span>
      ) : (
        <>
          <Link className="button primary" {...target(path)}>
            {t("improvement.take", { count: keys.length })}
          </Link>
          <button type="button" className="text-button" onClick={onClear}>
            {t("improvement.clear")}
          </button>
        </>
      )}
    </div>
  );
}

function Gap({ found: { gap } }: { found: Diagnosis }) {
  const t = useT();
  if (gap.value.kind !== "amount") return null;
  const isAhead = gap.value.value.startsWith("-");
  const shown = { ...gap.value, value: gap.value.value.replace("-", "") };
  return (
    <section className="panel" aria-label={t("diagnosis.gap")}>
      <Figure label={t(isAhead ? "diagnosis.gapAhead" : "diagnosis.gapBehind")} value={shown} size="large" explain={gap} />
    </section>
  );
}

/** Each tree as a table of parts that add up; deeper parts open in the proof. */
function Trees({ found: { trees, absent, rowsTouched } }: { found: Diagnosis }) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  return (
    <section className="panel stack" aria-labelledby="trees">
      <h2 id="trees">{t("diagnosis.treesTitle")}</h2>
      {trees.map((tree) => (
        <div key={tree.of} className="scroll-x" tabIndex={0} role="group" aria-label={label(tree.label)}>
          <table className="plain-table">
            <caption className="row">
              <b>{label(tree.label)}</b>
              <ExplainButton explain={tree} subject={label(tree.label)} />
            </caption>
            <tbody>
              {tree.parts?.map((part) => (
                <tr key={`${part.of} ${label(part.label)}`}>
                  <td title={part.rule && label(part.rule)}>{label(part.label)}</td>
                  <td className="right num" title={format.valueExact(part.value)}>
                    {format.value(part.value)}
                  </td>
                </tr>
              ))}
              <tr>
                <th scope="row">{t("diagnosis.drill.total")}</th>
                <td className="right num" title={format.valueExact(tree.value)}>
                  <b>{format.value(tree.value)}</b>
                </td>
              </tr>
            </tbody>
          </table>
          {tree.notes?.map((note) => (
            <p key={note.key} className="small muted">
              {label(note)}
            </p>
          ))}
        </div>
      ))}
      {absent.length > 0 && (
        <div>
          <h3>{t("diagnosis.absentTitle")}</h3>
          <ul className="small muted">
            {absent.map((one) => (
              <li key={one.key}>{label(one)}</li>
            ))}
          </ul>
        </div>
      )}
      <p className="small muted">{t("diagnosis.rows", { count: rowsTouched })}</p>
    </section>
  );
}

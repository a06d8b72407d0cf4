import { withTypes } from "#core/formula/document.ts";
import type { Reply } from "../../lib/client.ts";
import { useT } from "../../lib/i18n.ts";
import { usePrefs } from "../../lib/prefs.ts";
import { useFormat } from "../../lib/use-format.ts";
import { Figure, StatusTag } from "../../ui/index.ts";
import { useStop } from "../use-stop.ts";
import { Spread } from "./Spread.tsx";

export type Trial = Reply<"POST /api/plan-trials">;
type Problem = Trial["problems"][number];

/** What a text comes to: what is wrong with it, its tests, and everybody's money beside the plan in force. */
export function TrialResult({ trial }: { trial: Trial }) {
  return (
    <>
      <Problems problems={trial.problems} warnings={trial.warnings} />
      {trial.plan && <Tests tests={trial.tests} />}
      {trial.plan && <Money trial={trial} plan={trial.plan} />}
    </>
  );
}

export function Problems({ problems, warnings }: { problems: readonly Problem[]; warnings: readonly Problem[] }) {
  const t = useT();
  const said = useProblemText();
  return (
    <ul className="panel rows" aria-live="polite" aria-label={t("plan.trial.checked")}>
      {problems.map((one) => (
        <li key={`${one.code} ${one.path}`}>
          <StatusTag kind="danger">{one.line === null ? t("plan.trial.wrong") : t("plan.trial.line", { line: one.line })}</StatusTag> <code className="small">{one.path}</code> {said(one)}
        </li>
      ))}
      {warnings.map((one) => (
        <li key={`${one.code} ${one.path}`}>
          <StatusTag kind="attention">{t("plan.trial.warning")}</StatusTag> <code className="small">{one.path}</code> {said(one)}
        </li>
      ))}
      {problems.length === 0 && warnings.length === 0 && (
        <li>
          <StatusTag kind="good">{t("plan.trial.right")}</StatusTag>
        </li>
      )}
    </ul>
  );
} // prettier-ignore

/** Types inside a message in the reader's language: "金额", not "amount". */
function useProblemText(): (one: Problem) => string {
  const t = useT();
  return ({ code, values }) =>
    t(
      `plan.document.${code}`,
      withTypes(values, (type) => t(`plan.type.${type}`)),
    );
}

function Tests({ tests }: { tests: Trial["tests"] }) {
  const t = useT();
  const stopped = useStop();
  const missed = tests.filter((one) => one.misses.length > 0);
  return (
    <section className="panel stack" aria-labelledby="tests">
      <div className="spread">
        <h2 id="tests">{t("plan.trial.tests")}</h2>
        <StatusTag kind={tests.length === 0 ? "attention" : missed.length > 0 ? "danger" : "good"}>
          {tests.length === 0 ? t("plan.trial.noTests") : t("plan.trial.passed", { passed: tests.length - missed.length, all: tests.length })}
        </StatusTag>
      </div>
      <ul className="rows">
        {missed.flatMap((one) =>
          one.misses.map((miss) => (
            <li key={`${one.test} ${miss.path} ${miss.name}`}>
              {t("plan.trial.miss", { test: one.test, name: miss.name, expected: miss.expected, found: miss.stop ? stopped(miss.stop) : (miss.found ?? "—") })}
            </li>
          )),
        )}
      </ul>
    </section>
  );
} // prettier-ignore

function Money({ trial: { rows, totals }, plan }: { trial: Trial; plan: NonNullable<Trial["plan"]> }) {
  const t = useT();
  const format = useFormat();
  const { currency } = usePrefs();
  if (!totals) return null;
  return (
    <section className="panel stack" aria-labelledby="money">
      <div className="spread">
        <h2 id="money">{t("plan.trial.money", { name: plan.name, period: format.period(plan.period) })}</h2>
      </div>
      <div className="figures">
        <Figure label={t("plan.trial.before")} value={{ kind: "amount", value: totals.before, currency }} />
        <Figure label={t("plan.trial.after")} value={{ kind: "amount", value: totals.after, currency }} />
        <Figure label={t("plan.trial.difference")} value={{ kind: "amount", value: totals.difference, currency }} />
        <Figure label={t("plan.trial.gain")} value={{ kind: "number", value: String(totals.gain) }} />
        <Figure label={t("plan.trial.lose")} value={{ kind: "number", value: String(totals.lose) }} />
        {totals.stopped > 0 && <Figure label={t("plan.trial.stopped")} value={{ kind: "number", value: String(totals.stopped) }} />}
      </div>
      <Spread rows={rows} />
      <div className="scroll-x" tabIndex={0} role="group" aria-label={t("plan.trial.people")}>
        <table className="plain-table">
          <thead>
            <tr>
              {["person", "before", "after", "difference", "paid", "held"].map((name) => (
                <th key={name} className={name === "person" ? "" : "right"}>
                  {t(`plan.trial.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Person key={row.positionId} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="muted small">{t("plan.trial.basis")}</p>
    </section>
  );
} // prettier-ignore

function Person({ row }: { row: Trial["rows"][number] }) {
  const t = useT();
  const format = useFormat();
  const said = useStop();
  const amount = (text: string | null) => (text === null ? "—" : <span title={format.exact(text)}>{format.money(text)}</span>);
  return (
    <tr>
      <td>
        {row.personName ?? t("compensation.unheld")} <span className="muted small">{row.unitName}</span>
        {row.stop && <p className="small muted">{said(row.stop)}</p>}
        {row.components.length > 1 && <p className="small muted">{row.components.map((one) => `${one.name} ${one.amount}`).join(" · ")}</p>}
      </td>
      <td className="right num">{amount(row.before)}</td>
      <td className="right num">{amount(row.after)}</td>
      <td className="right num">{amount(row.difference)}</td>
      <td className="right num">{amount(row.paid)}</td>
      <td className="right num">{amount(row.held)}</td>
    </tr>
  );
}

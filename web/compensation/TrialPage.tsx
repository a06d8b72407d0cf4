import "./compensation.css";
import { lazy, Suspense, useEffect, useState } from "react";
import { useT } from "../lib/i18n.ts";
import { periodIn } from "../lib/period.ts";
import { useFilters } from "../lib/place.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { Empty, FormProblem, PageHeader, PeriodPicker, Skeleton, useFiscal } from "../ui/index.ts";
import { Scenarios } from "./plans/Scenarios.tsx";
import { SaveDraft } from "./plans/SaveDraft.tsx";
import { Problems, TrialResult } from "./plans/TrialResult.tsx";
import { Templates } from "./plans/Templates.tsx";
import { templatesIn } from "./templates.ts";

/** Brings the reader of plan texts along: only who opens the form loads it. */
const PlanFormView = lazy(() => import("./plans/form/PlanFormView.tsx"));
const PayCurve = lazy(() => import("./plans/PayCurve.tsx"));

/** 方案试算: a plan text beside what it would have paid: problems by line, its tests, and who gets more or less. Nothing is saved. */
export default function TrialPage() {
  const t = useT();
  const { today, locale } = usePrefs();
  const isChinese = locale !== "en";
  const [filters, change] = useFilters<"period" | "from">();
  const period = periodIn(filters.period, "month", today, useFiscal()).key;
  const [past, setPast] = useState<readonly string[]>(() => [localStorage.getItem(kept) ?? templatesIn(isChinese).collection]);
  const [at, setAt] = useState(0);
  const text = past[at]!;
  const [view, setView] = useState<"text" | "form">("form");
  const trial = useWrite("POST /api/plan-trials");
  const plans = useCall("GET /api/plans", {}, { enabled: filters.from !== undefined });
  const base = plans.data?.rows.find((one) => one.id === filters.from)?.text;
  const [taken, take] = useState<string | null>(null);
  if (base !== undefined && filters.from !== taken) {
    take(filters.from ?? null);
    setPast([base]);
    setAt(0);
  }
  const write = (next: string) => {
    if (next === text) return;
    setPast([...past.slice(0, at + 1).slice(-STEPS), next]);
    setAt(Math.min(at, STEPS - 1) + 1);
    localStorage.setItem(kept, next);
  };
  return (
    <div className="page wide">
      <PageHeader title={t("plan.trial.title")} subtitle={t("plan.trial.hint")}>
        <PeriodPicker kinds={["month", "quarter", "year"]} value={period} onChange={(key) => change({ period: key })} />
      </PageHeader>
      <div className="trial">
        <section className="panel stack" aria-label={t("plan.trial.text")}>
          <Templates onChoose={write} />
          <div className="spread">
            <div className="row" role="group" aria-label={t("plan.form.views")}>
              {(["form", "text"] as const).map((one) => (
                <button key={one} type="button" className={view === one ? "button primary" : "button"} aria-pressed={view === one} onClick={() => setView(one)}>
                  {t(`plan.form.view.${one}`)}
                </button>
              ))}
            </div>
            <div className="row">
              <button type="button" className="button" disabled={at === 0} onClick={() => setAt(at - 1)}>
                {t("plan.form.undo")}
              </button>
              <button type="button" className="button" disabled={at === past.length - 1} onClick={() => setAt(at + 1)}>
                {t("plan.form.redo")}
              </button>
            </div>
          </div>
          {view === "form" ? (
            <Suspense fallback={<Skeleton lines={12} />}>
              <PlanFormView text={text} past={past.slice(0, at)} onText={write} />
            </Suspense>
          ) : (
            <label className="field">
              <span className="label">{t("plan.trial.text")}</span>
              <textarea className="input code" rows={30} spellCheck={false} value={text} onChange={(event) => write(event.target.value)} />
            </label>
          )}
          <Checked text={text} />
          <div className="row">
            <button type="button" className="button primary" disabled={trial.isPending || text.trim() === ""} onClick={() => trial.mutate({ body: { text, period } })}>
              {t(trial.isPending ? "plan.trial.running" : "plan.trial.run")}
            </button>
            <SaveDraft text={text} />
            <span className="muted small">{t("plan.trial.nothingSaved")}</span>
          </div>
          {trial.error && <FormProblem error={trial.error} />}
        </section>
        <div className={trial.data ? "stack-l" : "stack-l follows"}>
          <Suspense fallback={<Skeleton lines={8} />}>
            <PayCurve text={text} />
          </Suspense>
          {!trial.data && <Empty title={t("plan.trial.emptyTitle")}>{t("plan.trial.empty")}</Empty>}
          {trial.data && <TrialResult trial={trial.data} />}
          {trial.data?.plan && <Scenarios text={text} period={period} />}
        </div>
      </div>
    </div>
  );
} // prettier-ignore

const kept = "hengji.plan-text";
/** As many steps as can be taken back. */
const STEPS = 100;

/** What is wrong with the text, half a second after the last key, whichever view it was typed in. */
function Checked({ text }: { text: string }) {
  const check = useWrite("POST /api/plan-checks");
  const { mutate, data } = check;
  useEffect(() => {
    const soon = setTimeout(() => mutate({ body: { text } }), 500);
    return () => clearTimeout(soon);
  }, [text, mutate]);
  return data && data.problems.length + data.warnings.length > 0 ? <Problems problems={data.problems} warnings={data.warnings} /> : null;
}

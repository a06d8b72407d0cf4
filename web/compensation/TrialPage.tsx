import "./compensation.css";
import { useState } from "react";
import { useT } from "../lib/i18n.ts";
import { periodIn } from "../lib/period.ts";
import { useFilters } from "../lib/place.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { Empty, FormProblem, PageHeader, PeriodPicker, useFiscal } from "../ui/index.ts";
import { SelectField } from "../ui/SelectField.tsx";
import { SaveDraft } from "./plans/SaveDraft.tsx";
import { TrialResult } from "./plans/TrialResult.tsx";
import { templates } from "./templates.ts";

const names = ["collection", "signed", "margin"] as const;

/** 方案试算: a plan text beside what it would have paid: problems by line, its tests, and who gets more or less. Nothing is saved. */
export default function TrialPage() {
  const t = useT();
  const { today } = usePrefs();
  const [filters, change] = useFilters<"period" | "from">();
  const period = periodIn(filters.period, "month", today, useFiscal()).key;
  const [text, setText] = useState<string>(() => localStorage.getItem(kept) ?? templates.collection);
  const trial = useWrite("POST /api/plan-trials");
  const plans = useCall("GET /api/plans", {}, { enabled: filters.from !== undefined });
  const base = plans.data?.rows.find((one) => one.id === filters.from)?.text;
  const [taken, take] = useState<string | null>(null);
  if (base !== undefined && filters.from !== taken) {
    take(filters.from ?? null);
    setText(base);
  }
  const write = (next: string) => {
    setText(next);
    localStorage.setItem(kept, next);
  };
  return (
    <div className="page wide">
      <PageHeader title={t("plan.trial.title")} subtitle={t("plan.trial.hint")}>
        <PeriodPicker kinds={["month", "quarter", "year"]} value={period} onChange={(key) => change({ period: key })} />
      </PageHeader>
      <div className="trial">
        <section className="panel stack" aria-label={t("plan.trial.text")}>
          <SelectField label={t("plan.trial.template")} value="" of={[["", t("plan.trial.choose")], ...names.map((one) => [one, t(`plan.trial.templates.${one}`)] as const)]} onChange={(name) => names.some((one) => one === name) && write(templates[name as (typeof names)[number]])} />
          <label className="field">
            <span className="label">{t("plan.trial.text")}</span>
            <textarea className="input code" rows={30} spellCheck={false} value={text} onChange={(event) => write(event.target.value)} />
          </label>
          <div className="row">
            <button type="button" className="button primary" disabled={trial.isPending || text.trim() === ""} onClick={() => trial.mutate({ body: { text, period } })}>
              {t(trial.isPending ? "plan.trial.running" : "plan.trial.run")}
            </button>
            <SaveDraft text={text} />
            <span className="muted small">{t("plan.trial.nothingSaved")}</span>
          </div>
          {trial.error && <FormProblem error={trial.error} />}
        </section>
        <div className="stack-l">
          {!trial.data && <Empty title={t("plan.trial.emptyTitle")}>{t("plan.trial.empty")}</Empty>}
          {trial.data && <TrialResult trial={trial.data} />}
        </div>
      </div>
    </div>
  );
} // prettier-ignore

const kept = "hengji.plan-text";

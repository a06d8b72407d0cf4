import { useId, useState } from "react";
import type { FormEvent } from "react";
import { addDays, addMonths } from "#core/base/date.ts";
import type { ProblemCode } from "#core/diagnosis/problems.ts";
import type { Reply } from "../lib/client.ts";
import { newId } from "../lib/id.ts";
import { useT } from "../lib/i18n.ts";
import { useGo } from "../lib/place.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { DateField, FormProblem, PersonPicker, TextField, toast } from "../ui/index.ts";
import { ActionDrafts, type ActionDraft } from "./ActionDrafts.tsx";
import { decimal, proofOf, provable, type Metric } from "./words.ts";

type Diagnosis = Reply<"GET /api/diagnosis">;
type Owner = { personId: string; name: string };
type Props = {
  found: Diagnosis;
  evidence: Diagnosis["findings"];
  whose: { unit?: string; position?: string };
  period: string;
  question: string;
  /** The usual cause it is made for, where it came from one. */
  cause: ProblemCode | undefined;
};

/** Terms of a plan: owner, the metric that will prove it, the value expected, days and actions. */
export function PlanForm({ found, evidence, whose, period, question, cause }: Props) {
  const t = useT();
  const go = useGo();
  const { today } = usePrefs();
  const [id] = useState(newId);
  const [title, setTitle] = useState("");
  const [owner, setOwner] = useState<Owner | null>(null);
  const [metric, setMetric] = useState<Metric>(() => proofOf(evidence.map((one) => one.kind)));
  const [expected, setExpected] = useState("");
  const [startOn, setStartOn] = useState(today);
  const [reviewOn, setReviewOn] = useState(() => addMonths(today, 1));
  const [actions, setActions] = useState<readonly ActionDraft[]>(() => [{ id: newId(), title: "", dueOn: addDays(today, 14) }]);
  const [wrong, setWrong] = useState("");
  const save = useWrite("POST /api/improvement-plans", ["/api/improvement-plans"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const agreed = actions.filter((one) => one.title.trim() !== "");
    const number = decimal(expected);
    const problem = !owner ? "ownerMissing" : number === null ? "badNumber" : agreed.length === 0 ? "noAction" : "";
    setWrong(problem && t(`improvement.${problem}`));
    if (problem || !owner || number === null || agreed.some((one) => one.dueOn === "") || reviewOn === "" || startOn === "") return;
    const body = {
      id,
      question: question || title,
      period,
      metric,
      title,
      startOn,
      reviewOn,
      actions: [...agreed],
      expected: number,
      ...whose,
      findings: evidence.map((one) => one.key),
      ownerPersonId: owner.personId,
      ...(cause && { problem: cause }),
    };
    save.mutate({ body }, { onSuccess: () => (toast({ text: t("improvement.saved") }), go(`/plans/${id}`)) });
  };
  return (
    <form className="panel stack" onSubmit={submit} aria-label={t("improvement.word")}>
      <TextField label={t("improvement.name")} hint={t("improvement.nameHint")} value={title} required maxLength={120} onValue={setTitle} />
      <OwnerField found={found} owner={owner} onPick={setOwner} />
      <MetricField found={found} whose={whose} period={period} metric={metric} onPick={setMetric} />
      <TextField
        label={t("improvement.expected")}
        hint={t(`improvement.expectedHint.${unitOf(metric)}`)}
        inputMode="decimal"
        required
        value={expected}
        onValue={setExpected}
      />
      <div className="row">
        <DateField label={t("improvement.startOn")} value={startOn} required onValue={setStartOn} />
        <DateField label={t("improvement.reviewOn")} value={reviewOn} min={addDays(startOn || today, 1)} required onValue={setReviewOn} />
      </div>
      <ActionDrafts actions={actions} min={startOn} max={reviewOn} onChange={setActions} />
      {wrong && (
        <p className="field-error" role="alert">
          {wrong}
        </p>
      )}
      {save.error && <FormProblem error={save.error} />}
      <div className="row">
        <button type="submit" className="button primary" disabled={save.isPending || evidence.length === 0}>
          {t("improvement.save")}
        </button>
      </div>
    </form>
  );
}

const unitOf = (metric: Metric): string => provable.find(([code]) => code === metric)?.[1] ?? "amount";

function OwnerField({ found, owner, onPick }: { found: Diagnosis; owner: Owner | null; onPick: (owner: Owner | null) => void }) {
  const t = useT();
  const head = found.subject.kind === "unit" ? found.subject.detail : found.subject.name;
  if (owner)
    return (
      <p className="row">
        <b>{t("improvement.ownerChosen", { name: owner.name })}</b>
        <button type="button" className="text-button small" onClick={() => onPick(null)}>
          {t("improvement.changeOwner")}
        </button>
      </p>
    );
  return (
    <div>
      <PersonPicker
        label={t("improvement.owner")}
        placeholder={head || t("common.findPerson")}
        onPick={(one) => onPick({ personId: one.id, name: one.label })}
      />
      <p className="small muted">{t("improvement.ownerHint")}</p>
    </div>
  );
}

type MetricProps = { found: Diagnosis; whose: Props["whose"]; period: string; metric: Metric; onPick: (metric: Metric) => void };

/** Beside the choice stands what the metric was in the diagnosed days: nobody promises without knowing from where. */
function MetricField({ found, period, metric, onPick }: MetricProps) {
  const t = useT();
  const format = useFormat();
  const id = useId();
  const query = useCall("GET /api/metrics/:metric/explanation", {
    params: { metric },
    query: { period, [found.subject.kind]: found.subject.id },
  });
  return (
    <div className="field">
      <label htmlFor={id}>{t("improvement.metric")}</label>
      <select
        id={id}
        className="input"
        value={metric}
        onChange={(event) => onPick(provable.find(([code]) => code === event.target.value)?.[0] ?? metric)}
      >
        {provable.map(([code]) => (
          <option key={code} value={code}>
            {t(`metrics.name.${code}`)}
          </option>
        ))}
      </select>
      {query.data && (
        <p className="small muted">
          {t("improvement.baseline", { period: format.period(period) })} {format.value(query.data.explanation.value)}
        </p>
      )}
    </div>
  );
}

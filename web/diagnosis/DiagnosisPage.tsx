import "./diagnosis.css";
import { useT } from "../lib/i18n.ts";
import { useCan } from "../lib/me.ts";
import { periodIn } from "../lib/period.ts";
import { useFilters } from "../lib/place.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Loaded, PageHeader, PeriodPicker, Skeleton, TextField, useFiscal } from "../ui/index.ts";
import { AbilitiesPart } from "./AbilitiesPart.tsx";
import { CausesPart } from "./CausesPart.tsx";
import { ComparePart } from "./ComparePart.tsx";
import { DrillPart } from "./DrillPart.tsx";
import { FindingsPart } from "./FindingsPart.tsx";
import { ProcessPart } from "./ProcessPart.tsx";
import { SavedQuestions } from "./SavedQuestions.tsx";
import { Scope } from "./Scope.tsx";
import { whoseOf, type Change, type Diagnosis, type Filters, type Names } from "./words.ts";

const parts = ["findings", "compare", "drill", "process", "causes", "abilities"] as const;

/** 诊断: a question, whom it is about, what was found, and the way to a plan. */
export default function DiagnosisPage() {
  const t = useT();
  const format = useFormat();
  const { today } = usePrefs();
  const [filters, change] = useFilters<Names>();
  const period = periodIn(filters.period, "quarter", today, useFiscal()).key;
  const query = useCall("GET /api/diagnosis", { query: { period, ...whoseOf(filters) } });
  const subject = query.data?.subject;
  return (
    <div className="page">
      <PageHeader
        title={t("diagnosis.title")}
        subtitle={subject && t("diagnosis.subtitle", { name: subject.name, period: format.period(period) })}
      >
        <PeriodPicker kinds={["quarter", "month", "half", "year"]} value={period} onChange={(key) => change({ period: key, chosen: "" })} />
      </PageHeader>
      <Loaded query={query} skeleton={<Skeleton lines={12} />}>
        {(found) => <Found found={found} filters={filters} change={change} period={period} />}
      </Loaded>
    </div>
  );
}

type Props = { found: Diagnosis; filters: Filters; change: Change; period: string };

function Found({ found, filters, change, period }: Props) {
  const t = useT();
  const format = useFormat();
  const isAhead = found.gap.value.kind === "amount" && found.gap.value.value.startsWith("-");
  const usual = t(isAhead ? "diagnosis.question.ahead" : "diagnosis.question.usual", { period: format.period(period) });
  const rights = {
    causes: useCan("diagnosis-notes:read"),
    abilities: useCan(`${found.subject.kind === "unit" ? "team" : "ability"}-profiles:read`),
  };
  const shown = parts.filter((one) => (one === "causes" || one === "abilities" ? rights[one] : true));
  const part = shown.find((one) => one === filters.part) ?? "findings";
  return (
    <div className="stack-l">
      <section className="panel stack" aria-label={t("diagnosis.steps.scope")}>
        <TextField
          label={t("diagnosis.question.label")}
          value={filters.q ?? usual}
          maxLength={200}
          onValue={(q) => change({ q: q === usual ? "" : q })}
        />
        <Scope
          found={found}
          onPick={({ kind, id }) =>
            change({ unit: "", position: "", person: "", class: "", region: "", category: "", chosen: "", [kind]: id })
          }
        />
        <SavedQuestions filters={filters} change={change} question={filters.q ?? usual} />
      </section>
      <div className="row tabs" role="tablist" aria-label={t("diagnosis.parts.label")}>
        {shown.map((one) => (
          <button key={one} type="button" role="tab" aria-selected={one === part} className="button" onClick={() => change({ part: one })}>
            {t(`diagnosis.parts.${one}`)}
          </button>
        ))}
      </div>
      {part === "findings" && <FindingsPart found={found} filters={filters} question={usual} change={change} />}
      {part === "compare" && <ComparePart filters={filters} change={change} period={period} />}
      {part === "causes" && <CausesPart filters={filters} period={period} subject={found.subject} />}
      {part === "abilities" && <AbilitiesPart subject={found.subject} change={change} />}
      {part === "process" && <ProcessPart filters={filters} period={period} />}
      {part === "drill" && <DrillPart filters={filters} change={change} subject={found.subject} period={period} />}
    </div>
  );
}

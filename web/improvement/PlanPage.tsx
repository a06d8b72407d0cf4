import "./improvement.css";
import { useState } from "react";
import { useLabel, useT } from "../lib/i18n.ts";
import { useParam } from "../lib/place.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { ConfirmFlow, DueTag, Figure, Loaded, PageHeader, Skeleton, StatusTag, toast } from "../ui/index.ts";
import { Findings } from "../ui/Findings.tsx";
import { minute, type Plan } from "./words.ts";

const stale = ["/api/improvement-plans", "/api/home"];

/** One plan: evidence, terms, signatures, actions, progress against the baseline, result. */
export default function PlanPage() {
  const t = useT();
  const format = useFormat();
  const id = useParam("planId");
  const query = useCall("GET /api/improvement-plans/:id", { params: { id } }, { keep: false });
  const plan = query.data;
  return (
    <div className="page">
      <PageHeader
        title={plan?.title ?? t("improvement.word")}
        subtitle={plan && `${plan.subject.name} · ${format.period(plan.period)} · ${plan.question}`}
        actions={plan && <StatusTag kind={plan.state === "agreed" ? "info" : "neutral"}>{t(`improvement.state.${plan.state}`)}</StatusTag>}
      />
      <Loaded query={query} skeleton={<Skeleton lines={12} />}>
        {(found) => (
          <div className="stack-l">
            {found.closing && <Result closing={found.closing} />}
            <Terms plan={found} />
            <div className="columns">
              <Actions plan={found} />
              <Signatures plan={found} />
            </div>
            <section className="panel stack" aria-labelledby="evidence">
              <h2 id="evidence">{t("improvement.evidence")}</h2>
              <Findings findings={found.evidence} />
            </section>
          </div>
        )}
      </Loaded>
    </div>
  );
}

function Terms({ plan }: { plan: Plan }) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const by = plan.progress ?? plan.closing?.effect;
  const shown = by?.value.kind === "rate" ? by.value.ppm : by?.value.kind === "none" ? "-" : (by?.value.value ?? "-");
  const isMore = !shown.startsWith("-");
  const days = by?.notes?.[0];
  return (
    <section className="panel stack" aria-labelledby="progress">
      <h2 id="progress">{t("improvement.progress")}</h2>
      <div className="figures">
        {by && (
          <Figure size="large" label={t(isMore ? "improvement.ahead" : "improvement.behind")} value={by.value} explain={by}>
            {days && <p className="small muted">{label(days)}</p>}
          </Figure>
        )}
        <Figure
          label={`${label(plan.baseline.label)} · ${t("improvement.baseline", { period: format.period(plan.period) })}`}
          value={plan.baseline.value}
          explain={plan.baseline}
        />
        <Figure label={t("improvement.expected")} value={plan.expected} />
        <Figure label={t("improvement.owner")} value={{ kind: "text", value: plan.owner.name }} />
        <Figure label={t("improvement.reviewOn")} value={{ kind: "text", value: plan.reviewOn }} />
      </div>
      {!by && <p className="muted">{t("improvement.notYet")}</p>}
      {by?.notes?.slice(1).map((note) => (
        <p key={note.key} className="small muted">
          {label(note)}
        </p>
      ))}
      {plan.mayClose && <CloseFlow plan={plan} />}
    </section>
  );
}

function Actions({ plan }: { plan: Plan }) {
  const t = useT();
  return (
    <section className="panel" aria-labelledby="actions">
      <h2 id="actions">{t("improvement.actions")}</h2>
      <ul className="rows">
        {plan.actions.map((one) => (
          <li key={one.id} className="row">
            <StatusTag kind={one.isDone ? "good" : "neutral"}>{t(one.isDone ? "actions.isDone" : "actions.isOpen")}</StatusTag>
            <span>{one.title}</span>
            {one.isDone ? <span className="muted small num">{one.doneOn}</span> : <DueTag day={one.dueOn} />}
            {one.result && <span className="muted small">{one.result}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Both sides with name and time; the reader signs what is on the page, by its fingerprint. */
function Signatures({ plan }: { plan: Plan }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const sign = useWrite("POST /api/improvement-plans/:id/signatures", stale);
  const confirm = async () => {
    await sign.mutateAsync({ params: { id: plan.id }, body: { hash: plan.hash } });
    toast({ text: t("improvement.sign.done") });
  };
  return (
    <section className="panel stack" aria-labelledby="signatures">
      <h2 id="signatures">{t("improvement.signatures")}</h2>
      {(["owner", "manager"] as const).map((role) => {
        const signed = plan.signatures.find((one) => one.role === role);
        return (
          <p key={role} className="row">
            <StatusTag kind={signed ? "good" : "neutral"}>
              {signed ? t(`improvement.signed.${role}`, { name: signed.name, at: minute(signed.at) }) : t(`improvement.unsigned.${role}`)}
            </StatusTag>
          </p>
        );
      })}
      <p className="small muted plan-hash">{t("improvement.sign.hash", { hash: plan.hash.slice(0, 16) })}</p>
      {plan.maySign && (
        <button type="button" className="button primary" onClick={() => setOpen(true)}>
          {t(`improvement.sign.${plan.maySign}`)}
        </button>
      )}
      {plan.maySign && (
        <ConfirmFlow
          open={isOpen}
          title={t("improvement.sign.title")}
          confirmLabel={t(`improvement.sign.${plan.maySign}`)}
          onConfirm={confirm}
          onClose={() => setOpen(false)}
        >
          <p>{t("improvement.sign.text")}</p>
        </ConfirmFlow>
      )}
    </section>
  );
}

function CloseFlow({ plan }: { plan: Plan }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const [note, setNote] = useState("");
  const close = useWrite("POST /api/improvement-plans/:id/closing", stale);
  return (
    <>
      <div className="row">
        <button type="button" className="button" onClick={() => setOpen(true)}>
          {t("improvement.close")}
        </button>
      </div>
      <ConfirmFlow
        open={isOpen}
        title={t("improvement.close")}
        confirmLabel={t("improvement.close")}
        onConfirm={() => close.mutateAsync({ params: { id: plan.id }, body: { note } })}
        onClose={() => setOpen(false)}
      >
        <p>{t("improvement.closeText")}</p>
        <div className="field">
          <label htmlFor="close-note">{t("improvement.closeNote")}</label>
          <textarea
            id="close-note"
            className="input"
            rows={4}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
      </ConfirmFlow>
    </>
  );
}

function Result({ closing }: { closing: NonNullable<Plan["closing"]> }) {
  const t = useT();
  return (
    <section className="panel stack" aria-labelledby="result">
      <h2 id="result">{t("improvement.closing")}</h2>
      <p>{closing.note}</p>
      <p className="small muted">{t("improvement.closed", { name: closing.name, at: minute(closing.at) })}</p>
    </section>
  );
}

import "./targets.css";
import { useState } from "react";
import { periodOf, periodsIn } from "#core/calendar/period.ts";
import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFilters } from "../lib/place.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { ConfirmFlow, Empty, Loaded, PageHeader, Skeleton, StatusTag, toast, useFiscal } from "../ui/index.ts";
import { useAmount } from "./amounts.ts";
import { ChangeDialog, type Changing } from "./ChangeDialog.tsx";
import { TargetTabs } from "./TargetTabs.tsx";
import { stale } from "./tree.ts";

type Changes = Reply<"GET /api/target-changes">;
type Row = Changes["rows"][number];

/** 目标变更: what is asked for, what was decided, and targets that nobody carries any more. */
export default function ChangesPage() {
  const t = useT();
  const [{ year }] = useFilters<"year">();
  const query = useCall("GET /api/target-changes", { query: { year } });
  return (
    <div className="page">
      <PageHeader title={t("target-changes.title")} subtitle={t("target-changes.hint")} />
      <TargetTabs />
      <Loaded query={query} skeleton={<Skeleton lines={8} />}>
        {(data) => (
          <>
            <Orphans changes={data} />
            {data.rows.length === 0 ? (
              <Empty title={t("target-changes.empty", { year: data.year })}>{t("target-changes.emptyHint")}</Empty>
            ) : (
              <ul className="panel rows">
                {data.rows.map((row) => (
                  <Line key={row.id} row={row} />
                ))}
              </ul>
            )}
          </>
        )}
      </Loaded>
    </div>
  );
}

function Orphans({ changes }: { changes: Changes }) {
  const t = useT();
  const fiscal = useFiscal();
  const [changing, open] = useState<Changing | null>(null);
  if (changes.orphans.length === 0) return null;
  const months = periodsIn(periodOf(String(changes.year), fiscal)!, "month", fiscal);
  return (
    <section className="panel stack">
      <h2>{t("target-changes.orphans")}</h2>
      <p className="small muted">{t("target-changes.orphansHint")}</p>
      <ul className="rows">
        {changes.orphans.map((one) => (
          <li key={`${one.nodeId} ${one.metric}`} className="spread">
            <span className="grow">
              <b>{one.name}</b> <span className="small muted">{one.unitName}</span>
              <br />
              <span className="small">
                {t(`metrics.name.${one.metric}`)} <Amount unit={one.unit} amount={one.left} /> {t("target-changes.left")}
              </span>
            </span>
            <button type="button" className="button" onClick={() => open({ ...one, year: changes.year })}>
              {t("target-changes.solve")}
            </button>
          </li>
        ))}
      </ul>
      {changing && <ChangeDialog of={changing} months={months} onClose={() => open(null)} />}
    </section>
  );
}

function Amount({ unit, amount }: { unit: Row["unit"]; amount: string | null }) {
  const { text, exact } = useAmount(unit);
  return (
    <span className="num" title={exact(amount)}>
      {text(amount)}
    </span>
  );
}

function Line({ row }: { row: Row }) {
  const t = useT();
  const format = useFormat();
  const [asking, ask] = useState<"approved" | "declined" | null>(null);
  const [reason, setReason] = useState("");
  const decide = useWrite("POST /api/target-changes/:id/decision", [...stale, "/api/target-changes", "/api/home", "/api/target-letters"]);
  const act = async () => {
    await decide.mutateAsync({ params: { id: row.id }, body: { kind: asking!, reason } });
    toast({ text: t("target-talks.decided") });
  };
  const kinds = { open: "attention", approved: "good", declined: "neutral" } as const;
  return (
    <li className="spread">
      <span className="grow stack-s">
        <span>
          <b>{row.name}</b> {t(`metrics.name.${row.metric}`)}{" "}
          <span className="muted small">{t("target-changes.since", { month: format.period(row.effectiveFrom.slice(0, 7)) })}</span>
        </span>
        <span>
          {row.kind === "adjust" ? (
            <>
              <Amount unit={row.unit} amount={row.present} /> →{" "}
              <b>
                <Amount unit={row.unit} amount={row.amount} />
              </b>
            </>
          ) : (
            t(`target-changes.did.${row.kind}`, { name: row.toName ?? "" })
          )}
        </span>
        <span>{row.reason}</span>
        <span className="small muted">
          {t("target-changes.asked", { by: row.by, on: row.at.slice(0, 10) })}
          {row.decidedAt && ` · ${t("target-changes.decidedBy", { by: row.decidedBy ?? "", on: row.decidedAt.slice(0, 10) })}`}
          {row.decisionReason && ` · ${row.decisionReason}`}
        </span>
      </span>
      <span className="row">
        <StatusTag kind={kinds[row.state]}>{t(`target-changes.state.${row.state}`)}</StatusTag>
        {row.mayDecide && (
          <button type="button" className="button primary" onClick={() => ask("approved")}>
            {t("target-changes.approve")}
          </button>
        )}
        {row.mayDecide && (
          <button type="button" className="button" onClick={() => ask("declined")}>
            {t("target-changes.decline")}
          </button>
        )}
      </span>
      <ConfirmFlow
        open={asking !== null}
        title={t(asking === "declined" ? "target-changes.declineTitle" : "target-changes.approveTitle", { name: row.name })}
        confirmLabel={t(asking === "declined" ? "target-changes.decline" : "target-changes.approve")}
        onConfirm={act}
        onClose={() => ask(null)}
      >
        <p>{t(asking === "declined" ? "target-changes.declineWhat" : "target-changes.approveWhat", { on: row.effectiveFrom })}</p>
        <label className="field">
          <span className="label">{t("target-talks.reason")}</span>
          <input className="input" value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />
        </label>
      </ConfirmFlow>
    </li>
  );
}

import { useState } from "react";
import { parseAmount } from "#core/base/money.ts";
import type { Reply } from "../lib/client.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { FormProblem, StatusTag, TextField, toast } from "../ui/index.ts";
import { typed } from "./amounts.ts";

type Singles = Reply<"GET /api/single-targets">;
type Row = Singles["rows"][number];
type Comparison = Row["comparison"];
const kinds = { met: "good", stretch: "good", missed: "danger" } as const;

/** Targets that do not add up from below, with their comparison: at least, at most, a range; and the stretch value beside. */
export function SingleTargets({ period }: { period: string }) {
  const t = useT();
  const format = useFormat();
  const { data } = useCall("GET /api/single-targets", { query: { period } });
  if (!data) return null;
  return (
    <section className="panel stack">
      <h2>{t("target-pace.single.title", { period: format.period(period) })}</h2>
      {data.rows.length === 0 && <p className="small muted">{t("target-pace.single.empty")}</p>}
      <ul className="rows">
        {data.rows.map((row) => (
          <Line key={row.nodeId + row.metric} row={row} />
        ))}
      </ul>
      {data.nodes.length > 0 && <Add singles={data} />}
    </section>
  );
}

function Line({ row }: { row: Row }) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const drop = useWrite("PUT /api/single-targets", ["/api/single-targets"]);
  const bounds = { value: format.value(row.value), upper: row.upper ? format.value(row.upper) : "" };
  const { metric, period, nodeId, version, comparison } = row;
  const remove = () =>
    drop.mutate({ body: { metric, period, nodeId, version, comparison, value: null } }, { onError: (error) => toast({ error }) });
  return (
    <li className="spread single-target">
      <span className="grow">
        <b>{row.name}</b> {label(row.label)} <span className="num">{t(`target-pace.single.is.${comparison}`, bounds)}</span>{" "}
        {row.stretch && <span className="small muted">{t("target-pace.single.stretchIs", { value: format.value(row.stretch) })}</span>}
        {row.note && <span className="small muted"> {row.note}</span>}
      </span>
      <span className="row">
        <span className="num">{format.value(row.actual)}</span>
        {row.outcome === null ? (
          <span className="muted">—</span>
        ) : (
          <StatusTag kind={kinds[row.outcome]}>{t(`target-pace.single.outcome.${row.outcome}`)}</StatusTag>
        )}
        {row.mayWrite && (
          <button type="button" className="button plain" onClick={remove} disabled={drop.isPending}>
            {t("target-pace.single.drop")}
          </button>
        )}
      </span>
    </li>
  );
}

/** What people type in the metric's unit as its exact integer: 90 of a rate is 900000 millionths, ¥500 is 5000000 ten-thousandths. */
function exactOf(text: string, unit: string): string | null {
  const amount = typed(text.replace("%", ""));
  if (amount === null) return null;
  const exact = parseAmount(amount)!;
  if (unit === "amount" || unit === "amount-per-day") return String(exact);
  return String(unit === "rate" || unit === "points" ? exact : exact * 100n);
}

function Add({ singles }: { singles: Singles }) {
  const t = useT();
  const label = useLabel();
  const fresh = {
    metric: "collection-rate-plan",
    nodeId: singles.nodes[0]!.id,
    comparison: "at-least" as Comparison,
    value: "",
    upper: "",
    stretch: "",
    note: "",
  };
  const [draft, setDraft] = useState(fresh);
  const save = useWrite("PUT /api/single-targets", ["/api/single-targets"]);
  const change = (patch: Partial<typeof fresh>) => setDraft({ ...draft, ...patch });
  const unit = singles.metrics.find((one) => one.code === draft.metric)?.unit ?? "amount";
  const [value, upper, stretch] = [exactOf(draft.value, unit), exactOf(draft.upper, unit), exactOf(draft.stretch, unit)];
  const isReady = value !== null && (draft.comparison !== "between" || upper !== null) && (draft.stretch === "" || stretch !== null);
  const version = singles.rows.find((row) => row.metric === draft.metric && row.nodeId === draft.nodeId)?.version ?? 0;
  const { metric, nodeId, comparison, note } = draft;
  const body = {
    metric,
    period: singles.period,
    nodeId,
    version,
    comparison,
    value,
    upper: comparison === "between" ? upper : null,
    stretch: comparison === "between" ? null : stretch,
    note,
  };
  const submit = () => save.mutate({ body }, { onSuccess: () => (setDraft(fresh), toast({ text: t("target-pace.single.saved") })) });
  return (
    <details className="talk">
      <summary>{t("target-pace.single.add")}</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) submit();
        }}
      >
        <div className="form-grid">
          <Choose
            label={t("targets.column.name")}
            value={nodeId}
            of={singles.nodes.map((one) => [one.id, one.name])}
            onChange={(one) => change({ nodeId: one })}
          />
          <Choose
            label={t("targets.metric")}
            value={metric}
            of={singles.metrics.map((one) => [one.code, label(one.label)])}
            onChange={(one) => change({ metric: one })}
          />
          <Choose
            label={t("target-pace.single.comparison")}
            value={comparison}
            of={(["at-least", "at-most", "between"] as const).map((one) => [one, t(`target-pace.single.comparisonOf.${one}`)])}
            onChange={(one) => change({ comparison: one as Comparison })}
          />
          <TextField
            label={t("target-pace.single.value")}
            hint={t(`target-pace.single.unit.${unit === "rate" || unit === "points" ? "rate" : unit === "amount" ? "amount" : "number"}`)}
            value={draft.value}
            inputMode="decimal"
            onValue={(one) => change({ value: one })}
          />
          {comparison === "between" && (
            <TextField
              label={t("target-pace.single.upper")}
              value={draft.upper}
              inputMode="decimal"
              onValue={(one) => change({ upper: one })}
            />
          )}
          {comparison !== "between" && (
            <TextField
              label={t("target-pace.single.stretch")}
              value={draft.stretch}
              inputMode="decimal"
              onValue={(one) => change({ stretch: one })}
            />
          )}
          <TextField label={t("target-talks.note")} value={note} maxLength={500} onValue={(one) => change({ note: one })} />
        </div>
        {save.error && <FormProblem error={save.error} />}
        <div>
          <button type="submit" className="button primary" disabled={!isReady || save.isPending}>
            {t("common.save")}
          </button>
        </div>
      </form>
    </details>
  );
}

type ChooseProps = { label: string; value: string; of: readonly (readonly [string, string])[]; onChange: (value: string) => void };

function Choose({ label, value, of, onChange }: ChooseProps) {
  return (
    <label className="field">
      <span className="label">{label}</span>
      <select className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {of.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

import { useState } from "react";
import { parseAmount } from "#core/base/money.ts";
import { comparableMetrics } from "#core/diagnosis/comparison.ts";
import type { Reply } from "../lib/client.ts";
import { newId } from "../lib/id.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import { useCan } from "../lib/me.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { DateField, Figure, FormProblem, Loaded, Modal, Skeleton, TextField, toast } from "../ui/index.ts";
import { RemoveButton } from "../ui/RemoveButton.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { whoseOf, type Change, type Filters } from "./words.ts";

type Comparison = Reply<"GET /api/diagnosis/comparison">;
type Props = { filters: Filters; change: Change; period: string };

/** One metric against its own past, like peers, and numbers from elsewhere. */
export function ComparePart({ filters, change, period }: Props) {
  const t = useT();
  const metric = comparableMetrics.find((one) => one === filters.metric) ?? "signed-amount";
  const align = filters.align === "working-days" ? "working-days" : "date";
  const query = useCall("GET /api/diagnosis/comparison", { query: { period, metric, align, ...whoseOf(filters) } });
  return (
    <div className="stack-l">
      <div className="row">
        <SelectField label={t("diagnosis.comparison.metric")} value={metric} of={comparableMetrics.map((one) => [one, t(`metrics.name.${one}`)])} onChange={(next) => change({ metric: next })} />
        <label className="row">
          <input type="checkbox" checked={align === "working-days"} onChange={() => change({ align: align === "date" ? "working-days" : "" })} />
          {t("diagnosis.comparison.workingDays")}
        </label>
      </div>
      <Loaded query={query} skeleton={<Skeleton lines={10} />}>
        {(found) => (
          <>
            <Past found={found} />
            <Peers found={found} />
            <Benchmarks found={found} />
          </>
        )}
      </Loaded>
    </div>
  );
} // prettier-ignore

function Past({ found: { own, history, best } }: { found: Comparison }) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  return (
    <section className="panel stack" aria-labelledby="past">
      <h2 id="past">{t("diagnosis.comparison.past")}</h2>
      <div className="figures">
        <Figure label={label(own.label)} value={own.value} explain={own} />
        {history.map((one) => (
          <Figure key={one.label.key} label={label(one.label)} value={one.value} explain={one} />
        ))}
        {best && <Figure label={t("diagnosis.comparison.best", { period: format.period(best.period) })} value={best.value} />}
      </div>
    </section>
  );
}

function Peers({ found: { peers } }: { found: Comparison }) {
  const t = useT();
  const label = useLabel();
  const { place } = peers;
  return (
    <section className="panel stack" aria-labelledby="peers">
      <div className="spread">
        <h2 id="peers">{t("diagnosis.comparison.peers")}</h2>
        <span className="muted small">
          {label(peers.filter)}
          {peers.isPerHead && ` · ${t("diagnosis.comparison.perHead")}`}
        </span>
      </div>
      {place && (
        <div className="figures">
          <Figure label={t("diagnosis.comparison.own")} value={peers.own} />
          <Figure label={t("diagnosis.comparison.median")} value={place.median} />
          <Figure label={t("diagnosis.comparison.topQuartile")} value={place.topQuartile} />
          {place.rank !== null && <Figure label={t("diagnosis.comparison.rank", { n: place.n + 1 })} value={{ kind: "number", value: String(place.rank) }} />}
        </div>
      )}
    </section>
  );
} // prettier-ignore

function Benchmarks({ found: { metric, benchmarks } }: { found: Comparison }) {
  const t = useT();
  const format = useFormat();
  const [isOpen, open] = useState(false);
  const mayWrite = useCan("benchmarks:write");
  const remove = useWrite("DELETE /api/benchmarks/:id", ["/api/diagnosis/comparison"]);
  return (
    <section className="panel stack" aria-labelledby="benchmarks">
      <div className="spread">
        <h2 id="benchmarks">{t("diagnosis.comparison.benchmarks")}</h2>
        {mayWrite && (
          <button type="button" className="button" onClick={() => open(true)}>
            {t("diagnosis.comparison.add")}
          </button>
        )}
      </div>
      {benchmarks.length === 0 && <p className="muted">{t("diagnosis.comparison.noBenchmarks")}</p>}
      <ul className="rows">
        {benchmarks.map((one) => (
          <li key={one.id} className="spread">
            <span className="grow">
              {one.name} <span className="muted small">{t("diagnosis.comparison.source", { source: one.source, day: one.asOf })}</span>
            </span>
            <span className="num">{format.value(one.value)}</span>
            <span className="num muted">{t("diagnosis.comparison.difference", { value: format.value(one.difference) })}</span>
            {mayWrite && <RemoveButton name={one.name} onRemove={() => remove.mutateAsync({ params: { id: one.id } })} />}
          </li>
        ))}
      </ul>
      {isOpen && <NewBenchmark metric={metric} onClose={() => open(false)} />}
    </section>
  );
}

function NewBenchmark({ metric, onClose }: { metric: Comparison["metric"]; onClose: () => void }) {
  const t = useT();
  const { today } = usePrefs();
  const enter = useWrite("POST /api/benchmarks", ["/api/diagnosis/comparison"]);
  const [form, setForm] = useState({ id: newId(), name: "", source: "", asOf: today, value: "" });
  const set = (patch: Partial<typeof form>) => setForm({ ...form, ...patch });
  const isBad = form.value.trim() !== "" && parseAmount(form.value) === null;
  const isReady = form.name.trim() !== "" && form.source.trim() !== "" && form.value.trim() !== "" && !isBad;
  const save = () =>
    enter.mutate(
      { body: { ...form, metric } },
      {
        onSuccess: () => {
          toast({ text: t("diagnosis.comparison.added") });
          onClose();
        },
      },
    );
  const foot = (
    <button type="button" className="button primary" disabled={!isReady || enter.isPending} onClick={save}>
      {t("common.save")}
    </button>
  );
  return (
    <Modal open title={t("diagnosis.comparison.add")} onClose={onClose} foot={foot}>
      <div className="stack">
        <TextField label={t("diagnosis.comparison.name")} value={form.name} maxLength={120} placeholder={t("diagnosis.comparison.nameHint")} onValue={(name) => set({ name })} />
        <TextField label={t("diagnosis.comparison.sourceLabel")} value={form.source} maxLength={200} placeholder={t("diagnosis.comparison.sourceHint")} onValue={(source) => set({ source })} />
        <DateField label={t("diagnosis.comparison.asOf")} value={form.asOf} max={today} onValue={(asOf) => set({ asOf })} />
        <TextField label={t(`metrics.name.${metric}`)} inputMode="decimal" value={form.value} aria-invalid={isBad} hint={t(isBad ? "diagnosis.comparison.valueUnreadable" : "diagnosis.comparison.valueHint")} onValue={(value) => set({ value })} />
        {enter.error && <FormProblem error={enter.error} />}
      </div>
    </Modal>
  );
} // prettier-ignore

import { useState } from "react";
import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { FormProblem, Loaded, Skeleton, TextField, toast } from "../ui/index.ts";
import { Select } from "./Select.tsx";

type Settings = Reply<"GET /api/metric-settings">;

/** What the company decides once: the usual collection rate, days of grace, satisfaction, hours of the working day. */
export function MetricSettings() {
  const t = useT();
  const query = useCall("GET /api/metric-settings", {});
  return (
    <details className="panel dictionary">
      <summary>
        <h2>{t("metrics.settings.title")}</h2>
      </summary>
      <Loaded query={query} skeleton={<Skeleton lines={5} />}>
        {(settings) => <Form key={settings.version} settings={settings} />}
      </Loaded>
    </details>
  );
}

function Form({ settings }: { settings: Settings }) {
  const t = useT();
  const { mayWrite, ...given } = settings;
  const [typed, setTyped] = useState(given);
  const save = useWrite("PUT /api/metric-settings", ["/api/metric"]);
  const set = (patch: Partial<typeof given>) => setTyped({ ...typed, ...patch });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ body: { ...typed, version: settings.version } }, { onSuccess: () => toast({ text: t("metrics.settings.saved") }) });
      }}
    >
      <fieldset className="stack plain-fieldset" disabled={!mayWrite}>
        <Select
          label={t("metrics.settings.collectionRate")}
          value={typed.collectionRate}
          options={[
            ["plan", `${t("metrics.name.collection-rate-plan")} · ${t("metrics.formula.collection-rate-plan")}`],
            ["balance", `${t("metrics.name.collection-rate-balance")} · ${t("metrics.formula.collection-rate-balance")}`],
          ]}
          onChange={(value) => set({ collectionRate: value === "balance" ? "balance" : "plan" })}
        />
        <Select
          label={t("metrics.settings.csat")}
          value={typed.csat}
          options={[
            ["top-two", t("metrics.formula.csat")],
            ["mean", t("metrics.formula.csat-mean")],
          ]}
          onChange={(value) => set({ csat: value === "mean" ? "mean" : "top-two" })}
        />
        <TextField
          label={t("metrics.settings.grace")}
          inputMode="numeric"
          value={String(typed.graceDays)}
          onValue={(text) => set({ graceDays: Math.min(365, Number(text.replace(/\D/g, "")) || 0) })}
        />
        <div className="pair">
          <TextField
            label={t("metrics.settings.starts")}
            value={typed.dayStarts}
            maxLength={5}
            onValue={(dayStarts) => set({ dayStarts })}
          />
          <TextField label={t("metrics.settings.ends")} value={typed.dayEnds} maxLength={5} onValue={(dayEnds) => set({ dayEnds })} />
        </div>
        {save.error && <FormProblem error={save.error} />}
        {mayWrite && (
          <button type="submit" className="button" disabled={save.isPending}>
            {t("common.save")}
          </button>
        )}
      </fieldset>
    </form>
  );
}

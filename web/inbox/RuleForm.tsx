import { useState } from "react";
import { newId } from "../lib/id.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import { periodIn } from "../lib/period.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { ConfirmFlow, Skeleton, TextField, useFiscal } from "../ui/index.ts";
import { SelectField } from "../ui/SelectField.tsx";
import { thresholdOf } from "./threshold.ts";

/** "Tell me when …": whose, which metric, in which period, below or above what. */
export function RuleForm({ onClose }: { onClose: () => void }) {
  const t = useT();
  const label = useLabel();
  const { today } = usePrefs();
  const period = periodIn(undefined, "quarter", today, useFiscal()).key;
  const overview = useCall("GET /api/metric-overview", { query: { period } }).data;
  const metrics = useCall("GET /api/metrics", {}).data?.rows ?? [];
  const settings = useCall("GET /api/notification-settings", {}).data;
  const save = useWrite("POST /api/alert-rules", ["/api/alert-rules"]);
  const [form, setForm] = useState({ node: "", metric: "attainment", grain: "quarter", comparison: "below", threshold: "", byMail: false });
  const set = (patch: Partial<typeof form>) => setForm({ ...form, ...patch });
  const nodes = overview ? [overview.subject, ...overview.below] : [];
  const node = nodes.find((one) => one.id === form.node) ?? nodes[0];
  const unit = metrics.find((one) => one.code === form.metric)?.unit ?? "number";
  const isRate = unit === "rate" || unit === "points";
  const confirm = () =>
    save.mutateAsync({
      body: {
        id: newId(),
        metric: form.metric,
        nodeKind: node!.kind,
        nodeId: node!.id,
        grain: form.grain as "month" | "quarter" | "year",
        comparison: form.comparison as "below" | "above",
        threshold: thresholdOf(form.threshold, isRate),
        byMail: form.byMail,
      },
    });
  return (
    <ConfirmFlow open title={t("inbox.rule.add")} confirmLabel={t("common.save")} onConfirm={confirm} onClose={onClose}>
      {!node ? (
        <Skeleton lines={4} />
      ) : (
        <>
          <SelectField
            label={t("inbox.rule.whose")}
            value={node.id}
            of={nodes.map((one) => [one.id, one.name])}
            onChange={(id) => set({ node: id })}
          />
          <SelectField
            label={t("inbox.rule.metric")}
            value={form.metric}
            of={metrics.map((one) => [one.code, label(one.name)])}
            onChange={(metric) => set({ metric })}
          />
          <SelectField
            label={t("inbox.rule.grain")}
            value={form.grain}
            of={["month", "quarter", "year"].map((one) => [one, t(`inbox.grain.${one}`)])}
            onChange={(grain) => set({ grain })}
          />
          <SelectField
            label={t("inbox.rule.when")}
            value={form.comparison}
            of={["below", "above"].map((one) => [one, t(`inbox.comparison.${one}`)])}
            onChange={(comparison) => set({ comparison })}
          />
          <TextField
            label={t("inbox.rule.threshold")}
            hint={t(isRate ? "inbox.rule.rateHint" : unit.startsWith("amount") ? "inbox.rule.amountHint" : "inbox.rule.numberHint")}
            value={form.threshold}
            inputMode="decimal"
            onValue={(threshold) => set({ threshold })}
          />
          {settings?.hasMail && (
            <label className="row">
              <input type="checkbox" checked={form.byMail} onChange={(event) => set({ byMail: event.target.checked })} />
              {t("inbox.byMail")}
            </label>
          )}
        </>
      )}
    </ConfirmFlow>
  );
}

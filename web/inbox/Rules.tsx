import { useState } from "react";
import type { Reply } from "../lib/client.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Empty, Loaded, Skeleton, StatusTag, toast } from "../ui/index.ts";
import { RuleForm } from "./RuleForm.tsx";

type Rule = Reply<"GET /api/alert-rules">["rows"][number];

/** One sentence a rule, with whether it stands beyond its threshold now. */
export function Rules() {
  const t = useT();
  const [isAdding, setAdding] = useState(false);
  const query = useCall("GET /api/alert-rules", {});
  const add = (
    <button type="button" className="button primary" onClick={() => setAdding(true)}>
      {t("inbox.rule.add")}
    </button>
  );
  return (
    <section className="panel stack" aria-label={t("inbox.tabs.rules")}>
      <div className="spread">
        <p className="muted">{t("inbox.rule.hint")}</p>
        {add}
      </div>
      <Loaded
        query={query}
        skeleton={<Skeleton lines={4} />}
        isEmpty={({ rows }) => rows.length === 0}
        empty={<Empty title={t("inbox.rule.empty")}>{t("inbox.rule.emptyHint")}</Empty>}
      >
        {({ rows }) => (
          <ul className="rows">
            {rows.map((rule) => (
              <RuleLine key={rule.id} rule={rule} />
            ))}
          </ul>
        )}
      </Loaded>
      {isAdding && <RuleForm onClose={() => setAdding(false)} />}
    </section>
  );
}

function RuleLine({ rule }: { rule: Rule }) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const metrics = useCall("GET /api/metrics", {}).data?.rows ?? [];
  const metric = metrics.find((one) => one.code === rule.metric);
  const change = useWrite("PATCH /api/alert-rules/:id", ["/api/alert-rules"]);
  const remove = useWrite("DELETE /api/alert-rules/:id", ["/api/alert-rules"]);
  const said = {
    name: rule.node.name || t("inbox.rule.gone"),
    grain: t(`inbox.grain.${rule.grain}`),
    metric: metric ? label(metric.name) : rule.metric,
    threshold: metric ? thresholdText(rule.threshold, metric.unit, format) : "",
  };
  const onError = (error: unknown) => toast({ error });
  return (
    <li className="spread wrap">
      <span className="row grow wrap">
        {t(`inbox.rule.${rule.comparison}`, said)}
        {rule.isFiring && !rule.isPaused && <StatusTag kind="attention">{t("inbox.rule.firing")}</StatusTag>}
        {rule.isPaused && <StatusTag kind="neutral">{t("inbox.rule.paused")}</StatusTag>}
      </span>
      <span className="row">
        <button
          type="button"
          className="button"
          onClick={() => change.mutate({ params: { id: rule.id }, body: { isPaused: !rule.isPaused, version: rule.version } }, { onError })}
        >
          {t(rule.isPaused ? "inbox.rule.resume" : "inbox.rule.pause")}
        </button>
        <button type="button" className="button plain" onClick={() => remove.mutate({ params: { id: rule.id } }, { onError })}>
          {t("inbox.remove")}
        </button>
      </span>
    </li>
  );
}

function thresholdText(threshold: string, unit: string, format: ReturnType<typeof useFormat>): string {
  if (unit === "rate" || unit === "points") return format.rate(threshold);
  return unit.startsWith("amount") ? format.money(threshold) : format.plain(threshold);
}

import { useState } from "react";
import type { Options } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useWrite } from "../lib/query.ts";
import { FormProblem, Icon, TextField, toast } from "../ui/index.ts";
import { goalsOf, goalTexts, StrategyGoals } from "./StrategyGoals.tsx";
import type { Strategy } from "./tree.ts";

type Theme = { name: string; aim: string; metrics: { metric: string; weight: string }[] };
type Props = { strategy: Strategy; onClose: () => void };

const metrics = [
  "signed-amount",
  "collected-amount",
  "new-customers",
  "deal-count",
  "delivered-amount",
  "aov-order",
  "aov-customer",
  "collection-rate-plan",
];

/** Vision in words, themes with an aim, metrics with their share of the whole. */
export function StrategyForm({ strategy, onClose }: Props) {
  const t = useT();
  const [vision, setVision] = useState(strategy.vision);
  const [themes, setThemes] = useState<Theme[]>(() =>
    strategy.themes.map((theme) => ({
      name: theme.name,
      aim: theme.aim ?? "",
      metrics: theme.metrics.map((one) => ({ ...one, weight: String(one.weight) })),
    })),
  );
  const [goals, setGoals] = useState(() => goalTexts(strategy));
  const save = useWrite("PUT /api/strategy", ["/api/strategy"]);
  const total = themes.flatMap((theme) => theme.metrics).reduce((sum, one) => sum + (Number(one.weight) || 0), 0);
  const change = (i: number, patch: Partial<Theme>) => setThemes(themes.map((theme, j) => (j === i ? { ...theme, ...patch } : theme)));
  const body: Options<"PUT /api/strategy">["body"] = {
    year: strategy.year,
    version: strategy.version,
    vision,
    themes: themes.map((theme) => ({
      ...theme,
      metrics: theme.metrics.map((one) => ({ metric: one.metric, weight: Math.round(Number(one.weight)) || 0 })),
    })),
    goals: goalsOf(goals) ?? [],
  };
  const isReady = vision.trim() !== "" && goalsOf(goals) !== null && themes.every((theme) => theme.name.trim() !== "");
  const submit = () => save.mutate({ body }, { onSuccess: () => (toast({ text: t("strategy.saved") }), onClose()) });
  return (
    <form
      className="panel stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) submit();
      }}
    >
      <label className="field">
        <span className="label">{t("strategy.visionText")}</span>
        <textarea className="input" rows={3} maxLength={2000} value={vision} onChange={(event) => setVision(event.target.value)} />
      </label>
      {themes.map((theme, i) => (
        <fieldset key={i} className="stack shares-plain">
          <legend>{t("strategy.theme", { n: i + 1 })}</legend>
          <TextField label={t("strategy.name")} value={theme.name} maxLength={100} onValue={(name) => change(i, { name })} />
          <TextField label={t("strategy.aim")} value={theme.aim} maxLength={1000} onValue={(aim) => change(i, { aim })} />
          {theme.metrics.map((one, j) => (
            <div key={j} className="row">
              <select
                className="input grow"
                aria-label={t("targets.metric")}
                value={one.metric}
                onChange={(event) =>
                  change(i, { metrics: theme.metrics.map((m, k) => (k === j ? { ...m, metric: event.target.value } : m)) })
                }
              >
                {[...new Set([...metrics, one.metric])].map((code) => (
                  <option key={code} value={code}>
                    {t(`metrics.name.${code}`)}
                  </option>
                ))}
              </select>
              <input
                className="input num strategy-weight"
                inputMode="numeric"
                aria-label={t("strategy.weight")}
                value={one.weight}
                onChange={(event) =>
                  change(i, { metrics: theme.metrics.map((m, k) => (k === j ? { ...m, weight: event.target.value } : m)) })
                }
              />
              <span>%</span>
              <button
                type="button"
                className="button plain icon"
                aria-label={t("strategy.removeMetric")}
                onClick={() => change(i, { metrics: theme.metrics.filter((_, k) => k !== j) })}
              >
                <Icon name="close" />
              </button>
            </div>
          ))}
          <div className="row">
            <button
              type="button"
              className="text-button"
              onClick={() => change(i, { metrics: [...theme.metrics, { metric: "signed-amount", weight: "10" }] })}
            >
              {t("strategy.addMetric")}
            </button>
            <button type="button" className="text-button" onClick={() => setThemes(themes.filter((_, j) => j !== i))}>
              {t("strategy.removeTheme")}
            </button>
          </div>
        </fieldset>
      ))}
      <div>
        <button type="button" className="text-button" onClick={() => setThemes([...themes, { name: "", aim: "", metrics: [] }])}>
          {t("strategy.addTheme")}
        </button>
      </div>
      <p className={total === 100 || themes.length === 0 ? "small muted" : "small field-error"}>{t("strategy.total", { total })}</p>
      <StrategyGoals goals={goals} nextYear={strategy.year + 2} onGoals={setGoals} />
      {save.error && <FormProblem error={save.error} />}
      <div className="row">
        <button type="submit" className="button primary" disabled={!isReady || save.isPending}>
          {t("common.save")}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t("common.cancel")}
        </button>
      </div>
    </form>
  );
}

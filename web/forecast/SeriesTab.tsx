import { useLabel, useT } from "../lib/i18n.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Chart, Empty, ExplainButton, Loaded, PersonPicker, Skeleton, StatusTag, type Series } from "../ui/index.ts";
import type { Change, Filters, SeriesForecast, Whose } from "./words.ts";

const metrics = [
  "signed-amount",
  "collected-amount",
  "delivered-amount",
  "deal-count",
  "new-customers",
  "aov-order",
  "win-rate-broad",
] as const;
const horizons = ["3", "6", "12"] as const;
type Props = { whose: Whose; filters: Filters; change: Change };

/** What the past of a metric suggests for the months to come, how sure that is, and how such forecasts did. */
export function SeriesTab({ whose, filters, change }: Props) {
  const t = useT();
  const metric = metrics.find((one) => one === filters.metric) ?? "signed-amount";
  const horizon = horizons.find((one) => one === filters.horizon) ?? "6";
  const workingDays = filters.days === "0" ? "0" : "1";
  const query = useCall("GET /api/forecast/series", { query: { metric, horizon, workingDays, ...whose } });
  return (
    <>
      <div className="row no-print">
        <select
          className="input narrow"
          aria-label={t("forecast.series.metric")}
          value={metric}
          onChange={(event) => change({ metric: event.target.value })}
        >
          {metrics.map((one) => (
            <option key={one} value={one}>
              {t(`metrics.name.${one}`)}
            </option>
          ))}
        </select>
        <select
          className="input narrow"
          aria-label={t("forecast.series.horizon")}
          value={horizon}
          onChange={(event) => change({ horizon: event.target.value })}
        >
          {horizons.map((one) => (
            <option key={one} value={one}>
              {t("forecast.series.months", { n: Number(one) })}
            </option>
          ))}
        </select>
        <label className="row">
          <input type="checkbox" checked={workingDays === "1"} onChange={(event) => change({ days: event.target.checked ? "1" : "0" })} />
          {t("forecast.series.workingDays")}
        </label>
        <PersonPicker
          label={t("forecast.series.whose")}
          onPick={({ positionId }) => positionId && change({ unit: "", position: positionId })}
        />
      </div>
      <Loaded query={query} skeleton={<Skeleton lines={10} />}>
        {(series) => (series.refusal ? <Refused series={series} /> : <Drawn series={series} />)}
      </Loaded>
    </>
  );
}

function Refused({ series }: { series: SeriesForecast }) {
  const t = useT();
  const label = useLabel();
  return <Empty title={t("forecast.series.none", { name: series.subject.name })}>{series.refusal && label(series.refusal)}</Empty>;
}

function Drawn({ series }: { series: SeriesForecast }) {
  const t = useT();
  const format = useFormat();
  const label = useLabel();
  const history = series.history.slice(-24);
  const { ahead } = series;
  const blank = history.map(() => null);
  const behind = [...history.slice(0, -1).map(() => null), history.at(-1)?.value ?? null];
  const bound = (side: "lower" | "upper", level: number) => [
    ...blank,
    ...ahead.map((step) => step.bands.find((one) => one.level === level)?.[side] ?? null),
  ];
  const lines: Series[] = [
    { name: t("forecast.series.actual"), role: "actual", values: [...history.map(({ value }) => value), ...ahead.map(() => null)] },
    { name: t("forecast.series.mean"), role: "forecast", values: [...behind, ...ahead.map(({ mean }) => mean)] },
    { name: t("forecast.series.upper", { level: 80 }), role: "forecast", values: bound("upper", 0.8) },
    { name: t("forecast.series.lower", { level: 80 }), role: "forecast", values: bound("lower", 0.8) },
    { name: t("forecast.series.target"), role: "target", values: [...blank, ...ahead.map(({ target }) => target)] },
  ];
  const shown = (text: string | null) =>
    text === null
      ? "—"
      : series.unit === "amount"
        ? format.money(text, 1)
        : series.unit === "rate"
          ? format.rate(text)
          : format.plain(text);
  return (
    <>
      <section className="panel stack">
        <Chart
          title={t("forecast.series.finding", {
            name: series.subject.name,
            metric: t(`metrics.name.${series.metric}`),
            n: ahead.length,
            first: shown(ahead[0]?.mean ?? null),
          })}
          unit={series.unit}
          height={300}
          categories={[...history, ...ahead].map(({ key }) => key)}
          series={lines.filter(({ values }) => values.some((value) => value !== null))}
        />
        <p className="small">
          {t("forecast.series.method", { method: t(`forecast.method.name.${nameOf(series.method)}`) })}{" "}
          <ExplainButton explain={series.explanation} subject={t("forecast.series.why")} />
        </p>
        {series.notes.map((note) => (
          <p key={note.key} className="small muted">
            {label(note)}
          </p>
        ))}
      </section>
      <section className="panel stack" aria-labelledby="ahead">
        <h2 id="ahead">{t("forecast.series.ahead")}</h2>
        <div className="scroll-x">
          <table className="plain-table">
            <thead>
              <tr>
                <th>{t("forecast.series.month")}</th>
                <th className="right">{t("forecast.series.mean")}</th>
                <th className="right">{t("forecast.series.band", { level: 80 })}</th>
                <th className="right wide-only">{t("forecast.series.band", { level: 95 })}</th>
                <th className="right">{t("forecast.series.target")}</th>
              </tr>
            </thead>
            <tbody>
              {ahead.map((step) => (
                <tr key={step.key}>
                  <td>{format.period(step.key)}</td>
                  <td className="right num">{shown(step.mean)}</td>
                  {step.bands.map(({ level, lower, upper }) => (
                    <td key={level} className={`right num ${level > 0.9 ? "wide-only" : ""}`}>
                      {lower === null ? "—" : t("forecast.series.between", { lower: shown(lower), upper: shown(upper) })}
                    </td>
                  ))}
                  <td className="right num">{shown(step.target)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <Backtests series={series} />
    </>
  );
}

/** "ETS(A,Ad,N)" and its like are told by their family. */
const nameOf = (method: string): string => (method.startsWith("ETS") ? "ets" : method.replace("+", "-"));

function Backtests({ series }: { series: SeriesForecast }) {
  const t = useT();
  const format = useFormat();
  const rate = (share: number | null) => (share === null ? "—" : format.rate(String(Math.round(share * 1e6))));
  if (series.backtests.length === 0) return null;
  const { origins, horizon } = series.backtests[0]!;
  return (
    <section className="panel stack" aria-labelledby="backtest">
      <h2 id="backtest">{t("forecast.series.backtest")}</h2>
      <p className="muted small forecast-note">{t("forecast.note.backtest", { origins, horizon })}</p>
      <div className="scroll-x">
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t("forecast.series.methodWord")}</th>
              <th className="right">{t("metrics.name.mase")}</th>
              <th className="right">{t("metrics.name.wape")}</th>
              <th className="right wide-only">{t("forecast.part.smape")}</th>
              <th className="right wide-only">{t("metrics.name.forecast-bias")}</th>
            </tr>
          </thead>
          <tbody>
            {series.backtests.map(({ method, isChosen, score }) => (
              <tr key={method + String(isChosen)}>
                <td>
                  {t(`forecast.method.name.${nameOf(method)}`)}{" "}
                  {isChosen && <StatusTag kind="good">{t("forecast.series.chosen")}</StatusTag>}
                </td>
                <td className="right num">{score.mase === null ? "—" : score.mase.toFixed(2)}</td>
                <td className="right num">{rate(score.wape)}</td>
                <td className="right num wide-only">{rate(score.smape)}</td>
                <td className="right num wide-only">{rate(score.bias)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

import { useT } from "../lib/i18n.ts";
import { useCall } from "../lib/query.ts";
import { useFormat, type Value } from "../lib/use-format.ts";
import { Scatter } from "../ui/charts/index.ts";
import { Empty, ExplainButton, Loaded, Skeleton, StatusTag } from "../ui/index.ts";
import { Tabs } from "./Tabs.tsx";
import type { Accuracy, Change, Whose } from "./words.ts";

const leads = ["start", "middle", "last-week"] as const;
type Props = { whose: Whose; lead: string | undefined; change: Change };

/** How good the submissions were; one's own line comes first. */
export function AccuracyTab({ whose, lead, change }: Props) {
  const t = useT();
  const chosen = leads.find((one) => one === lead) ?? "start";
  const query = useCall("GET /api/forecast/accuracy", { query: { lead: chosen, ...whose } });
  return (
    <>
      <Tabs
        label={t("forecast.lead.label")}
        value={chosen}
        onChange={(next) => change({ lead: next })}
        options={leads.map((one) => [one, t(`forecast.lead.${one}`)])}
      />
      <Loaded query={query} skeleton={<Skeleton lines={10} />}>
        {(accuracy) => (
          <>
            <People accuracy={accuracy} />
            <Calibration calibration={accuracy.calibration} />
          </>
        )}
      </Loaded>
    </>
  );
}

function People({ accuracy }: { accuracy: Accuracy }) {
  const t = useT();
  return (
    <section className="panel stack" aria-labelledby="people">
      <h2 id="people">{t("forecast.accuracy.title")}</h2>
      <p className="muted small forecast-note">{t("forecast.accuracy.hint")}</p>
      {accuracy.rows.length === 0 ? (
        <Empty title={t("forecast.accuracy.empty")}>{t("forecast.accuracy.emptyHint")}</Empty>
      ) : (
        <div className="scroll-x">
          <table className="plain-table forecast-lines">
            <thead>
              <tr>
                <th>{t("forecast.place")}</th>
                <th className="right">{t("metrics.name.wape")}</th>
                <th className="right">{t("metrics.name.forecast-bias")}</th>
                <th className="right wide-only">{t("forecast.accuracy.months")}</th>
              </tr>
            </thead>
            <tbody>
              {accuracy.rows.map((row) => (
                <Person key={row.id} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const ppmOf = (value: Value): number => (value.kind === "rate" ? Number(value.ppm) : 0);

function Person({ row }: { row: Accuracy["rows"][number] }) {
  const t = useT();
  const format = useFormat();
  const bias = ppmOf(row.bias.value);
  const manner = Math.abs(bias) < 50_000 ? "even" : bias > 0 ? "optimistic" : "careful";
  return (
    <tr>
      <td>
        {row.isOwn ? <b>{row.name}</b> : row.name} {row.isOwn && <StatusTag kind="info">{t("forecast.accuracy.own")}</StatusTag>}
        <br />
        <span className="muted small">{row.detail}</span>
      </td>
      <td className="right num">
        {format.value(row.wape.value)} <ExplainButton explain={row.wape} subject={`${row.name} ${t("metrics.name.wape")}`} />
      </td>
      <td className="right num">
        {format.value(row.bias.value)} <ExplainButton explain={row.bias} subject={`${row.name} ${t("metrics.name.forecast-bias")}`} />
        <br />
        {row.bias.value.kind === "rate" && (
          <StatusTag kind={manner === "even" ? "good" : "neutral"}>{t(`forecast.manner.${manner}`)}</StatusTag>
        )}
      </td>
      <td className="right num wide-only">{t("forecast.note.months", { n: row.wape.sample?.count ?? 0 })}</td>
    </tr>
  );
}

/** Of the deals that were given so much, the share that was won: on the diagonal the probabilities are honest. */
function Calibration({ calibration }: { calibration: Accuracy["calibration"] }) {
  const t = useT();
  const format = useFormat();
  const bins = calibration.bins.filter(({ count }) => count > 0);
  return (
    <section className="panel stack" aria-labelledby="calibration">
      <h2 id="calibration">{t("forecast.calibration.title")}</h2>
      {bins.length === 0 ? (
        <Empty title={t("forecast.calibration.empty")} />
      ) : (
        <>
          <p className="muted small forecast-note">
            {t("forecast.calibration.hint", {
              days: calibration.lead,
              count: calibration.count,
              brier: ((calibration.brier ?? 0) / 1e6).toFixed(3),
            })}
          </p>
          <Scatter
            title={t("forecast.calibration.chart")}
            x={{ name: t("forecast.calibration.given"), unit: "rate" }}
            y={{ name: t("forecast.calibration.won"), unit: "rate" }}
            points={bins.map(({ from, to, count, won, meanPpm }) => ({
              key: String(from),
              name: t("forecast.calibration.bin", { from: from / 10_000, to: to / 10_000, n: count }),
              x: String(meanPpm ?? from),
              y: String(Math.round((won / count) * 1e6)),
            }))}
          />
          <p className="forecast-months small num">
            {bins.map(({ from, to, count, won }) => (
              <span key={from}>
                {t("forecast.calibration.line", {
                  from: from / 10_000,
                  to: to / 10_000,
                  won,
                  n: count,
                  share: format.rate(String(Math.round((won / count) * 1e6))),
                })}
              </span>
            ))}
          </p>
        </>
      )}
    </section>
  );
}

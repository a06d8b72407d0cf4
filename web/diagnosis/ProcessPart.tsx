import type { Reply } from "../lib/client.ts";
import { addDays } from "#core/base/date.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Chart, ExplainButton, Loaded, Skeleton, StatusTag } from "../ui/index.ts";
import { HabitTables } from "./HabitTables.tsx";
import { whoseOf, type Filters } from "./words.ts";

export type Process = Reply<"GET /api/diagnosis/process">;

/** How the work is done over twelve months: stages against peers, habits, where the time goes. */
export function ProcessPart({ filters, period }: { filters: Filters; period: string }) {
  const t = useT();
  const label = useLabel();
  const query = useCall("GET /api/diagnosis/process", { query: { period, ...whoseOf(filters) } });
  return (
    <Loaded query={query} skeleton={<Skeleton lines={12} />}>
      {(found) => (
        <div className="stack-l">
          <p className="muted small">
            {t("diagnosis.process.span", { from: found.span.from, to: addDays(found.span.to, -1) })} · {label(found.people.filter)}
          </p>
          {found.absent.map((one) => (
            <p key={one.key} className="panel muted">
              {label(one)}
            </p>
          ))}
          {found.stages.length > 0 && <Stages stages={found.stages} />}
          <HabitTables habits={found.habits} />
          {found.coverage.classes.length > 0 && <Coverage coverage={found.coverage} />}
          <Channels filters={filters} period={period} />
        </div>
      )}
    </Loaded>
  );
}

const rateOf = (passed: number, entered: number): string | null =>
  entered === 0 ? null : String(Math.round((passed * 1_000_000) / entered));

function Stages({ stages }: { stages: Process["stages"] }) {
  const t = useT();
  const format = useFormat();
  const worst = stages[0]!;
  const isWorse = Number(worst.loss) > 0;
  const title = !isWorse ? "noneWorse" : worst.isCertain ? "worst" : "maybe";
  return (
    <section className="panel stack" aria-labelledby="stages">
      <div className="spread">
        <h2 id="stages">{t("diagnosis.process.stages")}</h2>
        <span className="muted small">{t("diagnosis.process.stagesHint")}</span>
      </div>
      <Chart
        title={t(`diagnosis.process.${title}`, { stage: worst.stage, amount: worst.loss })}
        unit="rate"
        categories={stages.map((one) => one.stage)}
        series={[
          { name: t("diagnosis.process.rate"), role: "actual", shape: "bar", values: stages.map((one) => rateOf(one.passed, one.entered)) },
          {
            name: t("diagnosis.process.peersRate"),
            role: "last-year",
            shape: "bar",
            values: stages.map((one) => rateOf(one.peersPassed, one.peersEntered)),
          },
        ]}
      />
      <div className="scroll-x" tabIndex={0} role="group" aria-label={t("diagnosis.process.stages")}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t("diagnosis.process.stage")}</th>
              <th className="right">{t("diagnosis.process.rate")}</th>
              <th className="right">{t("diagnosis.process.gapOf")}</th>
              <th className="right">{t("diagnosis.process.days")}</th>
              <th className="right" title={t("diagnosis.process.lossHint")}>
                {t("diagnosis.process.loss")}
              </th>
            </tr>
          </thead>
          <tbody>
            {stages.map((one) => (
              <tr key={one.stage}>
                <td>{one.stage}</td>
                <td className="right num">{t("diagnosis.process.of", { passed: one.passed, entered: one.entered })}</td>
                <td className="right num">
                  {one.difference ? (
                    <>
                      {format.rate(one.difference.value)}{" "}
                      <span className="muted small">
                        {t("diagnosis.process.interval", { low: one.difference.low, high: one.difference.high })}
                      </span>
                    </>
                  ) : (
                    "—"
                  )}
                </td>
                <td className="right num">{t("diagnosis.process.daysText", { own: one.days ?? "—", peers: one.peersDays ?? "—" })}</td>
                <td className="right num">{Number(one.loss) > 0 ? format.money(one.loss) : "—"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="small muted">{t("diagnosis.process.lossHint")}</p>
    </section>
  );
}

/** Time beside value: a class that takes more of the one than it brings of the other is worth a question. */
function Coverage({ coverage: { classes, untouched } }: { coverage: Process["coverage"] }) {
  const t = useT();
  const format = useFormat();
  const rate = (ppm: string | null) => (ppm === null ? "—" : format.rate(ppm));
  return (
    <section className="panel stack" aria-labelledby="coverage">
      <h2 id="coverage">{t("diagnosis.process.coverage")}</h2>
      <div className="scroll-x" tabIndex={0} role="group" aria-label={t("diagnosis.process.coverage")}>
        <table className="plain-table">
          <thead>
            <tr>
              {["class", "customers", "touched", "visits", "timeShare", "valueShare"].map((name) => (
                <th key={name} className={name === "class" ? "" : "right"}>
                  {t(`diagnosis.process.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {classes.map((one) => (
              <tr key={one.class}>
                <td>{one.class || t("diagnosis.process.none")}</td>
                <td className="right num">{one.customers}</td>
                <td className="right num">{one.touched}</td>
                <td className="right num">{one.visits}</td>
                <td className="right num">{rate(one.timeShare)}</td>
                <td className="right num">{rate(one.valueShare)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3>{t("diagnosis.process.untouched")}</h3>
      {untouched.length === 0 && <p className="muted">{t("diagnosis.process.allTouched")}</p>}
      <ul className="rows">
        {untouched.slice(0, 20).map((one) => (
          <li key={one.code} className="spread">
            <span className="grow">
              {one.name} <span className="muted small">{one.code}</span>
            </span>
            <StatusTag kind="attention">
              {one.lastOn ? t("diagnosis.process.last", { day: one.lastOn }) : t("diagnosis.process.never")}
            </StatusTag>
            <span className="num">{format.money(one.value)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where the acquisition money goes and what comes of it, channel by channel; each model of attribution is one click away. */
function Channels({ filters, period }: { filters: Filters; period: string }) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const query = useCall("GET /api/metrics/:metric/explanation", {
    params: { metric: "cac-channel" },
    query: { period, ...whoseOf(filters) },
  });
  const models = query.data?.explanation.parts ?? [];
  const channels = models[0]?.parts ?? [];
  if (!query.data || channels.length === 0) return null;
  return (
    <section className="panel stack" aria-labelledby="channels">
      <div className="spread">
        <h2 id="channels">{t("diagnosis.process.channels")}</h2>
        <span className="muted small">{label(models[0]!.label)}</span>
      </div>
      <div className="scroll-x" tabIndex={0} role="group" aria-label={t("diagnosis.process.channels")}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t("diagnosis.process.channel")}</th>
              {(channels[0]!.parts ?? []).map((part) => (
                <th key={part.of} className="right">
                  {label(part.label)}
                </th>
              ))}
              <th className="right">{t("diagnosis.process.perCustomer")}</th>
            </tr>
          </thead>
          <tbody>
            {channels.map((one) => (
              <tr key={label(one.label)}>
                <td>{label(one.label)}</td>
                {(one.parts ?? []).map((part) => (
                  <td key={part.of} className="right num">
                    {format.value(part.value)}
                  </td>
                ))}
                <td className="right num">{format.value(one.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ExplainButton explain={query.data.explanation} />
    </section>
  );
}

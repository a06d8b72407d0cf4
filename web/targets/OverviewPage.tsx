import "./targets.css";
import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFilters } from "../lib/place.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Empty, Loaded, PageHeader, PeriodPicker, Skeleton } from "../ui/index.ts";
import { useAmount } from "./amounts.ts";
import { metrics as all } from "./MetricSelect.tsx";
import { SingleTargets } from "./SingleTargets.tsx";
import { TargetTabs } from "./TargetTabs.tsx";

type Overview = Reply<"GET /api/target-overview">;
type Cell = Overview["nodes"][number]["cells"][number];

/** 多指标: several metrics side by side, short horizons beside long ones, and targets with a comparison. */
export default function OverviewPage() {
  const t = useT();
  const [filters, change] = useFilters<"metrics" | "period">();
  const chosen = (filters.metrics ?? "signed-amount,collected-amount,new-customers").split(",");
  const query = useCall("GET /api/target-overview", { query: { metrics: chosen.join(","), period: filters.period } });
  const toggle = (metric: string) => {
    const next = all.filter((one) => (one === metric ? !chosen.includes(one) : chosen.includes(one)));
    change({ metrics: next.length === 0 ? undefined : next.join(",") });
  };
  return (
    <div className="page wide">
      <PageHeader title={t("target-pace.overview.title")} subtitle={t("target-pace.overview.hint")}>
        <div className="row no-print">
          {query.data && (
            <PeriodPicker
              kinds={["week", "month", "quarter", "half", "year"]}
              value={query.data.period}
              onChange={(period) => change({ period })}
            />
          )}
        </div>
      </PageHeader>
      <TargetTabs />
      <fieldset className="row plain-fieldset no-print">
        <legend className="small muted">{t("target-pace.overview.columns")}</legend>
        {all.map((one) => (
          <label key={one} className="row small">
            <input type="checkbox" checked={chosen.includes(one)} onChange={() => toggle(one)} />
            {t(`metrics.name.${one}`)}
          </label>
        ))}
      </fieldset>
      <Loaded
        query={query}
        skeleton={<Skeleton lines={10} />}
        isEmpty={(data) => data.nodes.length === 0}
        empty={<Empty title={t("target-pace.empty")} />}
      >
        {(data) => (
          <>
            <Table overview={data} />
            <Horizons overview={data} />
          </>
        )}
      </Loaded>
      {query.data &&
        [...new Set([query.data.period, query.data.period.slice(0, 4)])].map((one) => <SingleTargets key={one} period={one} />)}
    </div>
  );
}

function Table({ overview }: { overview: Overview }) {
  const t = useT();
  return (
    <div className="target-scroll panel" tabIndex={0} role="region" aria-label={t("target-pace.overview.title")}>
      <table className="target-table">
        <thead>
          <tr>
            <th scope="col" className="stick">
              {t("targets.column.name")}
            </th>
            {overview.metrics.map(({ code }) => (
              <th key={code} scope="col" className="num">
                {t(`metrics.name.${code}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {overview.nodes.map((node) => (
            <tr key={node.id} className={node.mine ? "mine" : node.kind}>
              <th scope="row" className="stick" style={{ paddingLeft: 8 + node.depth * 14 }}>
                {node.kind === "unit" ? <b>{node.name}</b> : node.name}
              </th>
              {node.cells.map((cell, i) => (
                <td key={overview.metrics[i]!.code} className="num">
                  <Value cell={cell} unit={overview.metrics[i]!.unit} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Value({ cell, unit }: { cell: Cell; unit: "amount" | "count" }) {
  const t = useT();
  const format = useFormat();
  const { text, exact } = useAmount(unit);
  return (
    <>
      <b title={exact(cell.target)}>{text(cell.target)}</b>
      <br />
      <span className="small muted" title={exact(cell.actual)}>
        {t("target-pace.overview.reached", {
          actual: text(cell.actual),
          rate: cell.attainment === null ? "—" : format.rate(cell.attainment),
        })}
      </span>
    </>
  );
}

function Horizons({ overview }: { overview: Overview }) {
  const t = useT();
  const first = overview.nodes[0];
  if (!first || overview.horizons.length === 0) return null;
  return (
    <section className="panel stack-s">
      <h2>{t("target-pace.overview.horizons", { name: first.name })}</h2>
      <p className="small muted">{t("target-pace.overview.horizonsHint")}</p>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={t("target-pace.overview.horizons", { name: first.name })}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t("target-talks.period")}</th>
              {overview.metrics.map(({ code }) => (
                <th key={code} className="num right">
                  {t(`metrics.name.${code}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {overview.horizons.map((one) => (
              <tr key={one.key}>
                <th scope="row">
                  <Key text={one.key} />
                </th>
                {one.cells.map((amount, i) => (
                  <td key={overview.metrics[i]!.code} className="num right">
                    <Amount amount={amount} unit={overview.metrics[i]!.unit} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Key({ text }: { text: string }) {
  const t = useT();
  const format = useFormat();
  return text.includes("–") ? t("target-pace.overview.years", { span: text }) : format.period(text);
}

function Amount({ amount, unit }: { amount: string | null; unit: "amount" | "count" }) {
  const { text, exact } = useAmount(unit);
  return <span title={exact(amount)}>{text(amount)}</span>;
}

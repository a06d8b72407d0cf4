import { useState } from "react";
import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Chart, Empty, ExplainPanel, Loaded, Skeleton, type Explanation } from "../ui/index.ts";
import { whoseOf, type Change, type Filters, type Subject } from "./words.ts";

type Drill = Reply<"GET /api/diagnosis/drill">;
type Row = Drill["rows"][number];
const dimensions = ["class", "region", "category", "person", "customer"] as const;
type Dimension = (typeof dimensions)[number];
/** Going down asks the next of these that the path has not fixed yet. */
const cells = ["class", "region", "category", "person"] as const;

/** Amount → customer class → region → person → orders, one choice at a time; the path stands in the address. */
export function DrillPart({ filters, change, subject, period }: { filters: Filters; change: Change; subject: Subject; period: string }) {
  const t = useT();
  const fixed = cells.filter((name) => filters[name] !== undefined);
  const usual = cells.find((name) => !fixed.includes(name) && !(name === "person" && subject.kind === "position")) ?? "customer";
  const by: Dimension = dimensions.find((one) => one === filters.by) ?? usual;
  const cell = Object.fromEntries(fixed.map((name) => [name, filters[name] === empty ? "" : filters[name]!]));
  const query = useCall("GET /api/diagnosis/drill", { query: { ...whoseOf(filters), period, by, ...cell } });
  return (
    <section className="panel stack" aria-labelledby="drill">
      <div className="spread">
        <h2 id="drill">{t("diagnosis.drill.title")}</h2>
        <label className="row small">
          {t("diagnosis.drill.by")}
          <select className="input narrow" value={by} onChange={(event) => change({ by: event.target.value })}>
            {dimensions.map((one) => (
              <option key={one} value={one}>
                {t(`diagnosis.drill.${one}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Path filters={filters} fixed={fixed} change={change} />
      <Loaded
        query={query}
        skeleton={<Skeleton lines={8} />}
        isEmpty={({ rows }) => rows.length === 0}
        empty={<Empty title={t("diagnosis.drill.empty")} />}
      >
        {(drill) => <Drawn drill={drill} by={by} cell={cell} onPick={(row) => change(next(row, by))} />}
      </Loaded>
    </section>
  );
}

/** An empty class or region is a value like others; the address needs a word for it. */
const empty = "-";

function next(row: Row, by: Dimension): Filters {
  return by === "customer" ? {} : { [by]: row.key === "" ? empty : row.key, by: "" };
}

function Path({ filters, fixed, change }: { filters: Filters; fixed: readonly (typeof cells)[number][]; change: Change }) {
  const t = useT();
  if (fixed.length === 0) return null;
  const cleared = (from: number): Filters => Object.fromEntries([...fixed.slice(from).map((name) => [name, ""]), ["by", ""]]);
  return (
    <nav aria-label={t("diagnosis.drill.path")}>
      <ol className="scope-path">
        <li>
          <button type="button" className="text-button" onClick={() => change(cleared(0))}>
            {t("diagnosis.drill.whole")}
          </button>
        </li>
        {fixed.map((name, i) => (
          <li key={name}>
            <button type="button" className="text-button" onClick={() => change(cleared(i + 1))}>
              {t(`diagnosis.drill.${name}`)}
              {name !== "person" && ` ${filters[name] === empty ? t("diagnosis.drill.none") : filters[name]}`}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

type DrawnProps = { drill: Drill; by: Dimension; cell: Record<string, string>; onPick: (row: Row) => void };

function Drawn({ drill, by, cell, onPick }: DrawnProps) {
  const t = useT();
  const [shown, setShown] = useState<Explanation | null>(null);
  const name = (row: Row) => row.label || t("diagnosis.drill.none");
  const rowsOf = (row: Row | null): Explanation => {
    const one = row && by !== "customer" ? { [by]: row.key } : {};
    return {
      of: "drill",
      label: { key: "diagnosis.part.child", values: { name: row ? name(row) : drill.subject.name } },
      value: { kind: "text", value: "" },
      rows: {
        source: "orders",
        count: Math.ceil((row ?? drill.total).orders),
        query: {
          path: "/api/diagnosis/rows",
          from: drill.period.from,
          to: drill.period.doneTo,
          [drill.subject.kind]: drill.subject.id,
          ...cell,
          ...one,
        },
      },
    };
  };
  const [first, last] = [drill.rows[0]!, drill.rows.at(-1)!];
  const fell = first.change.startsWith("-");
  const most = fell ? first : last;
  const drawn = drill.rows.slice(0, 12);
  return (
    <>
      <Chart
        title={t(fell ? "diagnosis.drill.fell" : "diagnosis.drill.rose", {
          name: `${t(`diagnosis.drill.${by}`)} ${name(most)}`,
          amount: most.change.replace("-", ""),
        })}
        unit="amount"
        horizontal
        height={Math.max(160, 60 + drawn.length * 34)}
        categories={drawn.map(name)}
        series={[
          { name: t("diagnosis.drill.now"), role: "actual", shape: "bar", values: drawn.map((row) => row.now) },
          { name: t("diagnosis.drill.before"), role: "last-year", shape: "bar", values: drawn.map((row) => row.before) },
        ]}
        onPick={(i) => by !== "customer" && drawn[i] && onPick(drawn[i])}
      />
      <Table drill={drill} by={by} name={name} onPick={onPick} onRows={(row) => setShown(rowsOf(row))} />
      {shown && <ExplainPanel explain={shown} onClose={() => setShown(null)} />}
    </>
  );
}

type TableProps = {
  drill: Drill;
  by: Dimension;
  name: (row: Row) => string;
  onPick: (row: Row) => void;
  onRows: (row: Row | null) => void;
};

function Table({ drill, by, name, onPick, onRows }: TableProps) {
  const t = useT();
  const format = useFormat();
  const cellsOf = (row: Row) => (
    <>
      <td className="right num">{format.money(row.now)}</td>
      <td className="right num wide-only">{format.money(row.before)}</td>
      <td className="right num">{format.money(row.change)}</td>
      <td className="right num wide-only">{t("diagnosis.drill.ordersText", { now: row.orders, before: row.ordersBefore })}</td>
    </>
  );
  return (
    <div className="scroll-x" tabIndex={0} role="group" aria-label={t("diagnosis.drill.title")}>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t(`diagnosis.drill.${by}`)}</th>
            <th className="right">{t("diagnosis.drill.now")}</th>
            <th className="right wide-only">{t("diagnosis.drill.before")}</th>
            <th className="right">{t("diagnosis.drill.change")}</th>
            <th className="right wide-only">{t("diagnosis.drill.orders")}</th>
            <th>
              <span className="visually-hidden">{t("diagnosis.drill.rows")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {drill.rows.map((row) => (
            <tr key={row.key}>
              <td>
                {by === "customer" ? (
                  name(row)
                ) : (
                  <button
                    type="button"
                    className="text-button"
                    onClick={() => onPick(row)}
                    aria-label={t("diagnosis.drill.open", { name: name(row) })}
                  >
                    {name(row)}
                  </button>
                )}
              </td>
              {cellsOf(row)}
              <td>
                {by !== "customer" && (
                  <button type="button" className="explain-button" onClick={() => onRows(row)}>
                    {t("diagnosis.drill.rows")}
                  </button>
                )}
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t("diagnosis.drill.total")}</th>
            {cellsOf(drill.total)}
            <td>
              <button type="button" className="explain-button" onClick={() => onRows(null)}>
                {t("diagnosis.drill.rows")}
              </button>
            </td>
          </tr>
        </tbody>
      </table>
      {drill.rows.length === 200 && <p className="small muted">{t("diagnosis.drill.limit")}</p>}
    </div>
  );
}

import { useState } from "react";
import { useT } from "../lib/i18n.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Waterfall } from "../ui/charts/index.ts";
import { Empty, Figure, Loaded, Skeleton } from "../ui/index.ts";
import type { Change, Changes, Whose } from "./words.ts";

type Props = { period: string; whose: Whose; since: string | undefined; change: Change };

/** From one frozen snapshot to the latest: every change of the open pipeline, and what slipped out of the period. */
export function ChangesTab({ period, whose, since, change }: Props) {
  const query = useCall("GET /api/forecast/changes", { query: { period, ...(since && { since }), ...whose } });
  const board = useCall("GET /api/forecast", { query: { period, ...whose } });
  return (
    <Loaded query={query} skeleton={<Skeleton lines={10} />}>
      {(changes) => <Parts changes={changes} days={board.data?.snapshots ?? []} change={change} />}
    </Loaded>
  );
}

function Parts({ changes, days, change }: { changes: Changes; days: readonly string[]; change: Change }) {
  const t = useT();
  const format = useFormat();
  const [picked, setPicked] = useState<string | undefined>(changes.changes[0]?.kind);
  const { since, until } = changes;
  if (since === null || until === null) return <Empty title={t("forecast.noSnapshot")}>{t("forecast.noSnapshotHint")}</Empty>;
  const shown = changes.changes.find(({ kind }) => kind === picked) ?? changes.changes[0];
  const difference = Number(changes.to) - Number(changes.from);
  const title = t(difference === 0 ? "forecast.change.same" : difference > 0 ? "forecast.change.more" : "forecast.change.less", {
    since,
    until,
    amount: format.money(String(Math.abs(difference)), 1),
  });
  return (
    <>
      <section className="panel stack">
        <label className="row">
          <span>{t("forecast.since")}</span>
          <select className="input narrow" value={since} onChange={(event) => change({ since: event.target.value })}>
            {[...new Set([...days.filter((day) => day < until), since])].toSorted().map((day) => (
              <option key={day} value={day}>
                {format.day(day)}
              </option>
            ))}
          </select>
        </label>
        <Waterfall
          title={title}
          unit="amount"
          start={{ name: t("forecast.openOn", { day: since }), value: changes.from }}
          steps={changes.changes.map(({ kind, amount, count }) => ({
            key: kind,
            name: t("forecast.change.bar", { what: t(`forecast.change.${kind}`), n: count }),
            value: amount,
          }))}
          end={{ name: t("forecast.openOn", { day: until }), value: changes.to }}
          onPick={setPicked}
          picked={shown?.kind}
        />
      </section>
      {shown && (
        <section className="panel stack" aria-labelledby="changed">
          <h2 id="changed">{t("forecast.change.list", { what: t(`forecast.change.${shown.kind}`), n: shown.count })}</h2>
          <Lines deals={shown.deals} />
        </section>
      )}
      <section className="panel stack" aria-labelledby="slipped">
        <h2 id="slipped">{t("forecast.slipped")}</h2>
        <Figure label={t("metrics.name.slippage")} value={changes.slippage.value} explain={changes.slippage} />
        {changes.slipped.length === 0 ? <p className="muted">{t("forecast.slippedNone")}</p> : <Lines deals={changes.slipped} />}
      </section>
    </>
  );
}

type Line = Changes["slipped"][number] | Changes["changes"][number]["deals"][number];

function Lines({ deals }: { deals: readonly Line[] }) {
  const t = useT();
  const format = useFormat();
  return (
    <div className="scroll-x">
      <table className="plain-table forecast-lines">
        <thead>
          <tr>
            <th>{t("forecast.deal")}</th>
            <th className="wide-only">{t("forecast.owner")}</th>
            <th className="right">{t("forecast.amount")}</th>
            <th className="right">{t("forecast.expectedOn")}</th>
          </tr>
        </thead>
        <tbody>
          {deals.map((deal) => (
            <tr key={deal.id}>
              <td>{deal.name || deal.code}</td>
              <td className="wide-only">{deal.owner}</td>
              <td className="right num">{format.money(deal.amount, 1)}</td>
              <td className="right num">
                {"wasExpectedOn" in deal && deal.wasExpectedOn
                  ? t("forecast.wasExpected", { before: deal.wasExpectedOn, after: deal.expectedOn ?? "—" })
                  : (deal.expectedOn ?? "—")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

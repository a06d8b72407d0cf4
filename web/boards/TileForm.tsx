import { useId, useState, type ReactNode } from "react";
import { drafted, suggestions, wishes, type Wish } from "#core/boards/choose.ts";
import { comparisons, dimensions, faults, hasOwnQuestion, splits, tileGrains, tilePeriods, type Traits } from "#core/boards/tile.ts";
import { traitsOf } from "#core/boards/traits.ts";
import { newId } from "../lib/id.ts";
import { useT } from "../lib/i18n.ts";
import { SidePanel, TextField } from "../ui/index.ts";
import type { Tile } from "./types.ts";
import { Choice } from "./ViewBar.tsx";
import { useWords } from "./words.ts";

type Props = { tile: Tile | null; onDone: (tile: Tile) => void; onClose: () => void };

/** First what one wants to know, then of which metric; the chart follows, with the reason beside it. */
export function TileForm({ tile: before, onDone, onClose }: Props) {
  const t = useT();
  const words = useWords();
  const [wish, setWish] = useState<Wish>(before ? wishOf(before) : "who");
  const known = new Map<string, Traits>(words.definitions.flatMap((one) => (traitsOf(one) ? [[one.code, traitsOf(one)!]] : [])));
  const traits = (code: string) => known.get(code) ?? null;
  const [tile, setTile] = useState<Tile | null>(before);
  const metric = tile?.metric ?? "signed-amount";
  const of = traits(metric);
  if (!of)
    return (
      <SidePanel open title={t("boards.form.title")} onClose={onClose}>
        {null}
      </SidePanel>
    );
  const now = tile ?? drafted(wish, suggestions(wish, of)[0]!.chart, metric, of, newId());
  const set = (change: Partial<Tile>) => setTile({ ...now, ...change });
  const redraft = (nextWish: Wish, code: string, chart?: Tile["chart"]) => {
    const nextTraits = traits(code)!;
    const wanted = chart ?? suggestions(nextWish, nextTraits).find((one) => one.isGood)?.chart ?? "table";
    setWish(nextWish);
    setTile({
      ...drafted(nextWish, wanted, code, nextTraits, now.id),
      title: now.title,
      ...(before && { width: now.width, height: now.height }),
    });
  };
  const metrics = [...known.keys()].map((code) => [code, words.metric(code)] as const);
  const fault = faults([now], traits)[0];
  return (
    <SidePanel
      open
      title={before ? t("boards.form.editTitle", { name: words.tile(before) }) : t("boards.form.title")}
      onClose={onClose}
      foot={
        <button type="button" className="button primary" disabled={fault !== undefined} onClick={() => onDone(now)}>
          {t(before ? "boards.form.apply" : "boards.form.add")}
        </button>
      }
    >
      <div className="stack">
        <Choice
          label={t("boards.form.wish")}
          value={wish}
          options={wishes.map((one) => [one, t(`boards.wish.${one}`)])}
          onChange={(next) => redraft(next as Wish, metric)}
        />
        {!hasOwnQuestion(now) && (
          <Choice label={t("boards.form.metric")} value={metric} options={metrics} onChange={(code) => redraft(wish, code)} />
        )}
        <Suggested wish={wish} traits={of} chosen={now.chart} onChoose={(chart) => redraft(wish, metric, chart)} />
        <Details tile={now} traits={of} metrics={metrics} set={set} />
        <TextField label={t("boards.form.title2")} value={now.title} onValue={(title) => set({ title: title.slice(0, 60) })} />
      </div>
    </SidePanel>
  );
}

/** Which wish a tile answers, for changing it. */
const wishOf = ({ chart }: Tile): Wish =>
  wishes.find((wish) => suggestions(wish, { unit: "amount", adds: true, cuts: true })[0]!.chart === chart) ?? "list";

function Suggested({
  wish,
  traits,
  chosen,
  onChoose,
}: {
  wish: Wish;
  traits: Traits;
  chosen: Tile["chart"];
  onChoose: (chart: Tile["chart"]) => void;
}) {
  const t = useT();
  const name = useId();
  return (
    <fieldset className="plain-fieldset board-suggested">
      <legend>{t("boards.form.chart")}</legend>
      {suggestions(wish, traits).map(({ chart, isGood, reason }) => (
        <label key={chart} className={isGood ? "" : "muted"}>
          <input type="radio" name={name} checked={chart === chosen} disabled={!isGood} onChange={() => onChoose(chart)} />
          <span>
            <b>{t(`boards.chart.${chart}`)}</b>
            <span className="small">{isGood ? t(reason) : t("boards.form.notGood", { reason: t(reason) })}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

type DetailsProps = { tile: Tile; traits: Traits; metrics: readonly (readonly [string, string])[]; set: (change: Partial<Tile>) => void };

/** What is left to say depends on the chart. */
function Details({ tile, traits, metrics, set }: DetailsProps) {
  const t = useT();
  const { chart } = tile;
  const isCut = ["bar", "share", "waterfall", "table", "map", "scatter"].includes(chart) || (chart === "heat" && tile.split !== null);
  const usable = splits.filter((split) =>
    chart === "scatter" ? split === "below" || split === "person" : traits.cuts || !dimensions.some((one) => one === split),
  );
  const lines: ReactNode[] = [];
  if (chart === "scatter")
    lines.push(
      <Choice
        key="second"
        label={t("boards.form.second")}
        value={tile.second ?? ""}
        options={metrics}
        onChange={(second) => set({ second })}
      />,
    );
  if (isCut)
    lines.push(
      <Choice
        key="split"
        label={t("boards.form.split")}
        value={tile.split ?? "below"}
        options={usable.map((one) => [one, t(`boards.split.${one}`)])}
        onChange={(split) => set({ split: split as Tile["split"] })}
      />,
    );
  if (chart === "trend" || chart === "heat")
    lines.push(
      <Choice
        key="grain"
        label={t("boards.form.grain")}
        value={tile.grain ?? "month"}
        options={tileGrains.map((one) => [one, t(`boards.grain.${one}`)])}
        onChange={(grain) => set({ grain: grain as Tile["grain"] })}
      />,
    );
  lines.push(
    <Choice
      key="period"
      label={t("boards.form.period")}
      value={tile.period}
      options={tilePeriods.map((one) => [one, t(`boards.tilePeriod.${one}`)])}
      onChange={(period) => set({ period: period as Tile["period"] })}
    />,
  );
  if (chart !== "pace" && !hasOwnQuestion(tile) && chart !== "heat" && chart !== "scatter")
    lines.push(
      <Choice
        key="compare"
        label={t("boards.form.compare")}
        value={tile.compare}
        options={comparisons.map((one) => [one, t(`boards.compare.${one}`)])}
        onChange={(compare) => set({ compare: compare as Tile["compare"] })}
      />,
    );
  if (chart === "trend")
    lines.push(
      <label key="running" className="row">
        <input type="checkbox" checked={tile.isRunning} onChange={(event) => set({ isRunning: event.target.checked })} />
        {t("boards.form.running")}
      </label>,
    );
  if (isCut && chart !== "map" && chart !== "scatter")
    lines.push(
      <Choice
        key="top"
        label={t("boards.form.top")}
        value={String(tile.top)}
        options={[...new Set([3, 5, 10, 20, 40, tile.top])]
          .sort((a, b) => a - b)
          .map((n) => [String(n), t("boards.form.topOf", { count: n })])}
        onChange={(top) => set({ top: Number(top) })}
      />,
    );
  return <>{lines}</>;
}

import { provincesOf, provinces } from "#core/boards/provinces.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { Funnel, HeatMap, RankBars, Scatter, Share, TileMap, Waterfall, type Square } from "../ui/charts/index.ts";
import { Chart, Figure, type Series } from "../ui/index.ts";
import { useFinding } from "./finding.ts";
import { FindingsTile } from "./FindingsTile.tsx";
import { PaceList } from "./PaceList.tsx";
import { PartTable } from "./PartTable.tsx";
import { drawn, toNumber, type Answer, type Of, type Tile } from "./types.ts";
import { useWords } from "./words.ts";

/** What a click on a mark means: a part of the facts, or a unit or person. */
export type Picked = { readonly key: string; readonly name: string; readonly node: { kind: "unit" | "position"; id: string } | null };
type Props<A extends Answer = Answer> = {
  answer: A;
  tile: Tile;
  picked?: string | undefined;
  onPick?: ((picked: Picked) => void) | undefined;
};

/** The drawing of each kind of answer: a new kind is one more case. */
export function Drawn(props: Props) {
  const t = useT();
  const { answer } = props;
  switch (answer.form) {
    case "number":
      return <Numbered {...props} answer={answer} />;
    case "pace":
      return <PaceList {...props} answer={answer} />;
    case "series":
      return <Steps {...props} answer={answer} />;
    case "parts":
      return <Parts {...props} answer={answer} />;
    case "bridge":
      return <Bridged {...props} answer={answer} />;
    case "grid":
      return <Grid {...props} answer={answer} />;
    case "points":
      return <Points {...props} answer={answer} />;
    case "funnel":
      return <Stages {...props} answer={answer} />;
    case "findings":
      return <FindingsTile answer={answer} />;
    case "none":
      return <p className="muted">{t(answer.why.key, answer.why.values)}</p>;
  }
}

/** Picking by key, as the charts do it, told with name and node. */
const picking = (parts: readonly Picked[], { onPick, picked }: Pick<Props, "onPick" | "picked">) => ({
  picked,
  onPick:
    onPick &&
    ((key: string) => {
      const part = parts.find((one) => one.key === key || one.node?.id === key);
      if (part) onPick(part);
    }),
});

function Numbered({ answer, tile }: Props<Of<"number">>) {
  const t = useT();
  const label = useLabel();
  const words = useWords();
  const { value, target, attainment, earlier, change, spark } = answer;
  const comparisons = [
    ...(target && target.value.kind !== "none" ? [{ label: t("boards.target"), value: target.value }] : []),
    ...(attainment && attainment.value.kind !== "none" ? [{ label: label(attainment.label), value: attainment.value }] : []),
    ...(earlier && (!change || change.value.kind === "none") ? [{ label: t("boards.compared"), value: earlier.value }] : []),
  ];
  return (
    <Figure
      label={tile.title || words.metric(answer.metric)}
      value={value.value}
      explain={value}
      comparisons={comparisons}
      change={change && change.value.kind !== "none" ? { label: label(change.label), value: change.value } : undefined}
      trend={spark.filter((one) => one !== null).map(Number)}
    />
  );
}

function Steps({ answer, tile }: Props<Of<"series">>) {
  const t = useT();
  const words = useWords();
  const finding = useFinding();
  const { steps, isRunning, grain } = answer;
  const open = steps.findIndex((step) => !step.isComplete);
  const isLine = isRunning || steps.length > 40;
  const series: Series[] = [
    { name: t("boards.now"), role: "actual", shape: isLine ? "line" : "bar", values: steps.map((step) => drawn(step.now)) },
    {
      name: t(tile.compare === "previous" ? "boards.previous" : "boards.lastYear"),
      role: "last-year",
      values: steps.map((step) => drawn(step.before)),
    },
    { name: t("boards.target"), role: "target", values: steps.map((step) => drawn(step.target)) },
  ];
  return (
    <Chart
      title={finding(answer, tile)}
      unit={answer.unit}
      height={tile.height === 2 ? 420 : 240}
      categories={steps.map((step) => words.step(step.key, grain))}
      series={series.filter((one) => one.role === "actual" || one.values.some((value) => value !== null))}
      incompleteFrom={open < 0 ? undefined : open}
    />
  );
}

function Parts({ answer, tile, ...rest }: Props<Of<"parts">>) {
  const words = useWords();
  const finding = useFinding();
  const common = {
    title: finding(answer, tile),
    unit: answer.unit,
    valueName: words.metric(answer.metric),
    ...picking(answer.parts, rest),
  };
  const marks = answer.parts.map((part) => ({ key: part.key, name: words.part(part), value: drawn(part.value), goal: drawn(part.goal) }));
  if (tile.chart === "table") return <PartTable answer={answer} tile={tile} {...picking(answer.parts, rest)} />;
  if (tile.chart === "map") return <TileMap {...common} {...mapOf(answer, marks)} />;
  if (tile.chart === "share" && answer.parts.every((part) => part.share !== null))
    return <Share {...common} parts={marks.map((mark, i) => ({ ...mark, ppm: answer.parts[i]!.share! }))} />;
  return <RankBars {...common} marks={marks} />;
}

type Marked = { key: string; name: string; value: string | null };

/** A province shows the region that names it, before the large region it lies in. */
function mapOf({ parts }: Of<"parts">, marks: readonly Marked[]): { squares: Square[]; elsewhere: Marked[] } {
  const places = parts.map((part) => provincesOf(part.name));
  const bySize = places
    .map((_, i) => i)
    .filter((i) => places[i]!.length > 0)
    .sort((a, b) => places[a]!.length - places[b]!.length);
  const squares = provinces.map((province): Square => {
    const i = bySize.find((one) => places[one]!.includes(province));
    const { code: id, name, short, column, row } = province;
    return { id, name, short, column, row, key: i === undefined ? "" : parts[i]!.key, value: i === undefined ? null : marks[i]!.value };
  });
  return { squares, elsewhere: marks.filter((_, i) => places[i]!.length === 0) };
}

function Bridged({ answer, tile, ...rest }: Props<Of<"bridge">>) {
  const t = useT();
  const words = useWords();
  const finding = useFinding();
  return (
    <Waterfall
      title={finding(answer, tile)}
      unit={answer.unit}
      start={{ name: t(tile.compare === "last-year" ? "boards.lastYear" : "boards.previous"), value: drawn(answer.start) ?? "0" }}
      end={{ name: t("boards.now"), value: drawn(answer.end) ?? "0" }}
      steps={answer.steps.map((step) => ({ key: step.key, name: words.part(step), value: drawn(step.value) }))}
      {...picking(answer.steps, rest)}
    />
  );
}

function Grid({ answer, tile, ...rest }: Props<Of<"grid">>) {
  const t = useT();
  const words = useWords();
  const finding = useFinding();
  return (
    <HeatMap
      title={finding(answer, tile)}
      unit={answer.unit}
      columns={answer.columns.map((key) => words.step(key, answer.grain))}
      lines={answer.lines.map((line) => ({
        key: line.key,
        name: answer.split === null ? t(`boards.weekday.${line.name}`) : words.part(line),
        values: line.values.map(drawn),
      }))}
      {...(answer.split === null ? {} : picking(answer.lines, rest))}
    />
  );
}

function Points({ answer, tile, ...rest }: Props<Of<"points">>) {
  const words = useWords();
  const finding = useFinding();
  const parts = answer.points.map((point) => ({ key: point.node!.id, name: point.name, node: point.node }));
  return (
    <Scatter
      title={finding(answer, tile)}
      x={{ name: words.metric(answer.metric), unit: answer.unit }}
      y={{ name: words.metric(answer.second), unit: answer.secondUnit }}
      points={answer.points.map((point) => ({
        key: point.node!.id,
        name: point.name,
        x: String(toNumber(point.x)),
        y: String(toNumber(point.y)),
      }))}
      {...picking(parts, rest)}
    />
  );
}

function Stages({ answer, tile }: Props<Of<"funnel">>) {
  const t = useT();
  const format = useFormat();
  const finding = useFinding();
  const note = answer.open > 0 ? t("boards.open", { count: format.plain(String(answer.open)) }) : undefined;
  return (
    <Funnel
      title={finding(answer, tile)}
      unit="number"
      valueName={t("boards.deals")}
      note={note}
      stages={answer.stages.map((stage) => ({
        key: stage.key,
        name: stage.name,
        value: String(stage.count),
        fromPrevious: stage.fromPrevious,
      }))}
    />
  );
}

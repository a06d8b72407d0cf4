import { hasOwnQuestion, type ChartKind, type Tile } from "#core/boards/tile.ts";
import type { Known } from "#core/kpi/quantity.ts";
import { crumbs, below, type Subject } from "../../kpi/subject.ts";
import { periodReply } from "../../kpi/overview.ts";
import { metricsOf } from "../metrics.ts";
import { subjectFor } from "../nodes.ts";
import { valuesOf } from "../values.ts";
import type { View } from "../view.ts";
import { findingsAnswer } from "./findings.ts";
import { gridAnswer } from "./grid.ts";
import { numberAnswer } from "./number.ts";
import { funnelAnswer, paceAnswer, pointsAnswer } from "./others.ts";
import { bridgeAnswer, partsAnswer } from "./parts.ts";
import { seriesAnswer } from "./series.ts";
import { none, type Answer, type Ask } from "./shape.ts";

/** What answers each kind of tile: a new kind is one more line. */
const answerOf: Record<ChartKind, (ask: Ask) => Promise<Answer>> = {
  number: numberAnswer,
  pace: paceAnswer,
  trend: seriesAnswer,
  bar: partsAnswer,
  share: partsAnswer,
  map: partsAnswer,
  table: partsAnswer,
  waterfall: bridgeAnswer,
  heat: gridAnswer,
  scatter: pointsAnswer,
  funnel: funnelAnswer,
  findings: findingsAnswer,
};

/** All tiles of a board in one go; one connection, one question after the other, none put twice. */
export async function answers(view: View, tiles: readonly Tile[]) {
  const values = valuesOf(view.caller.tx, view.cuts);
  const metrics = await metricsOf(view.caller.tx, tiles.map(countedIn));
  const found: Answer[] = [];
  for (const tile of tiles) found.push(await answered(view, tile, metrics, values));
  return {
    subject: view.subject,
    crumbs: await crumbs(view.caller, view.subject),
    below: await below(view.caller, view.subject),
    period: periodReply(view.period, view.caller.tenant),
    answers: found,
    touched: { statements: values.statements(), rows: found.reduce((sum, one) => sum + one.rows, 0) },
  };
}

const countedIn = (tile: Tile): Tile => (hasOwnQuestion(tile) ? { ...tile, metric: "signed-amount" } : tile);

async function answered(view: View, tile: Tile, metrics: ReadonlyMap<string, Known>, values: Ask["values"]): Promise<Answer> {
  const subject: Subject | null = await subjectFor(tile, view);
  // What the reader does not reach is no number here, whoever put the tile on the board.
  if (!subject) return none(tile, "out-of-reach");
  const metric = metrics.get(countedIn(tile).metric);
  const second = (tile.second === null ? null : metrics.get(tile.second)) ?? null;
  return metric ? answerOf[tile.chart]({ tile, metric, second, subject, view, values }) : none(tile, "metric-gone");
}

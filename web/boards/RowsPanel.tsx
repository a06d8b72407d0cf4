import { Link } from "@tanstack/react-router";
import { measureFacts, measures, type Measure } from "#core/kpi/measures.ts";
import { useT } from "../lib/i18n.ts";
import { target } from "../lib/place.ts";
import { ExplainRows, SidePanel } from "../ui/index.ts";
import type { Answer, View } from "./types.ts";
import { useWords } from "./words.ts";

type Props = { title: string; answer: Answer; whose: { kind: "unit" | "position"; id: string }; view: View; onClose: () => void };

/** The rows behind a tile: its own metric and days, within what the board is narrowed to. */
export function RowsPanel({ title, answer, whose, view, onClose }: Props) {
  const t = useT();
  const words = useWords();
  const measure = words.definitions.find((one) => one.code === answer.metric)?.measure;
  const source = measure != null && Object.hasOwn(measures, measure) ? measureFacts(measure as Measure).source : "orders";
  const span = answer.span!;
  const { class: ofClass, region, industry, channel, category } = view;
  const cuts = Object.fromEntries(
    Object.entries({ class: ofClass, region, industry, channel, category }).filter(([, value]) => value !== undefined),
  ) as Record<string, string>;
  const isCut = Object.keys(cuts).length > 0;
  const path = isCut ? "/api/dashboard-rows" : `/api/metrics/${answer.metric}/rows`;
  const query = { path, from: span.from, to: span.to, [whose.kind]: whose.id, ...(isCut && { metric: answer.metric, ...cuts }) };
  return (
    <SidePanel open title={`${t("boards.rows.title")} · ${title}`} onClose={onClose}>
      <div className="stack">
        <ExplainRows rows={{ source, count: answer.rows, query }} isOpen />
        <Link className="button" {...target(`/kpi?${whose.kind}=${whose.id}`)}>
          {t("boards.rows.go", { name: title })}
        </Link>
      </div>
    </SidePanel>
  );
}

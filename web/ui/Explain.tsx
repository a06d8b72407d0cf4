import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLabel, useT } from "../lib/i18n.ts";
import type { Label } from "../lib/i18n.ts";
import { readValue } from "../lib/points.ts";
import { useFormat } from "../lib/use-format.ts";
import type { Value } from "../lib/use-format.ts";
import { SidePanel } from "./Dialog.tsx";
import { ErrorState, Skeleton } from "./states.tsx";
import { ExplainRows } from "./ExplainRows.tsx";
import type { RowsBehind } from "./ExplainRows.tsx";

/** Mirrors core/explain; what every route answers for a number. */
export type Explanation = {
  readonly of: string;
  readonly label: Label;
  readonly value: Value;
  readonly rule?: Label;
  readonly version?: string;
  readonly parts?: readonly Explanation[];
  readonly combine?: "sum" | "quotient" | "product" | "choice" | "steps";
  readonly rows?: RowsBehind;
  readonly notes?: readonly Label[];
  readonly sample?: { readonly count: number; readonly min: number };
  readonly interval?: { readonly low: string; readonly high: string };
  readonly quality?: {
    readonly ppm: string;
    readonly rows: number;
    readonly reasons: readonly { readonly label: Label; readonly count: number }[];
  };
};

/** The explanation itself, or how to fetch it when the reader asks. */
export type Explained = Explanation | (() => Promise<Explanation>);

/** 怎么算的: opens the proof of a number in the side panel. */
export function ExplainButton({ explain, subject }: { explain: Explained; subject?: string }) {
  const [isOpen, setOpen] = useState(false);
  const t = useT();
  return (
    <>
      <button
        type="button"
        className="explain-button no-print"
        onClick={() => setOpen(true)}
        aria-label={subject ? `${subject} ${t("explain.ask")}` : undefined}
      >
        {t("explain.ask")}
      </button>
      {isOpen && <ExplainPanel explain={explain} onClose={() => setOpen(false)} />}
    </>
  );
}

export function ExplainPanel({ explain, onClose }: { explain: Explained; onClose: () => void }) {
  const t = useT();
  return (
    <SidePanel open title={t("explain.title")} onClose={onClose}>
      {typeof explain === "function" ? <Fetched load={explain} /> : <ExplanationTree of={explain} depth={0} />}
    </SidePanel>
  );
}

function Fetched({ load }: { load: () => Promise<Explanation> }) {
  const [asked] = useState(() => ({ at: performance.now() }));
  const query = useQuery({ queryKey: ["explain", asked.at], queryFn: load, gcTime: 0 });
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return query.data ? <ExplanationTree of={query.data} depth={0} /> : <Skeleton lines={6} />;
}

/** Value, rule in words, parts that add up, rows. Deeper parts open on demand. */
export function ExplanationTree({ of, depth }: { of: Explanation; depth: number }) {
  if (depth === 0)
    return (
      <section className="explanation">
        <Head of={of} />
        <Body of={of} depth={0} />
      </section>
    );
  if (!hasBody(of))
    return (
      <section className="explanation">
        <Head of={of} />
      </section>
    );
  return (
    <details className="explanation" open={depth < 2}>
      <summary>
        <Head of={of} />
      </summary>
      <Body of={of} depth={depth} />
    </details>
  );
}

const hasBody = (e: Explanation) => !!(e.quality || e.interval || e.rule || e.rows || e.version || e.parts?.length || e.notes?.length);

function Head({ of }: { of: Explanation }) {
  const label = useLabel();
  const format = useFormat();
  return (
    <span className="head">
      <span>{label(of.label)}</span>
      <span className="value num" title={format.valueExact(of.value)}>
        {format.value(readValue(of))}
      </span>
    </span>
  );
}

function QualityLine({ of: { ppm, reasons } }: { of: NonNullable<Explanation["quality"]> }) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  if (reasons.length === 0) return <p className="small muted">{t("explain.whole")}</p>;
  const words = reasons.map((one) => `${label(one.label)} ${one.count}`).join(t("common.listSeparator"));
  return <p className="small muted">{t("explain.quality", { share: format.rate(ppm), reasons: words })}</p>;
}

function Body({ of, depth }: { of: Explanation; depth: number }) {
  const t = useT();
  const format = useFormat();
  const label = useLabel();
  return (
    <>
      {of.rule && <p className="rule">{label(of.rule)}</p>}
      {of.notes?.map((note, i) => (
        <p key={i} className="small muted">
          {label(note)}
        </p>
      ))}
      {of.interval && (
        <p className="small muted num">
          {t("explain.interval", { low: format.rate(of.interval.low), high: format.rate(of.interval.high) })}
        </p>
      )}
      {of.quality && <QualityLine of={of.quality} />}
      {of.parts && of.parts.length > 0 && (
        <div className="parts">
          {of.combine && <p className="small muted">{t(`explain.combine.${of.combine}`)}</p>}
          {of.parts.map((part, i) => (
            <ExplanationTree key={i} of={part} depth={depth + 1} />
          ))}
        </div>
      )}
      {of.rows && <ExplainRows rows={of.rows} />}
      {of.version && <p className="small muted">{t("explain.version", { version: of.version })}</p>}
    </>
  );
}

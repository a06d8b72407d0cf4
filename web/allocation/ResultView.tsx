import { useFormat } from "../lib/use-format.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import type { Form, Result } from "./assumptions.ts";
import { Charts } from "./Charts.tsx";
import { Fairness } from "./Fairness.tsx";
import type { Bounds } from "./NodeBounds.tsx";
import { ResultTable } from "./ResultTable.tsx";

type Props = {
  result: Result;
  form: Form;
  onLock: (node: string, amount: string | null) => void;
  onBound: (node: string, bounds: Bounds) => void;
};

/** What came out: how fair it is first, then who gets what. */
export function ResultView({ result, form, onLock, onBound }: Props) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  return (
    <>
      <Fairness result={result} />
      <Charts result={result} />
      <section className="panel stack">
        <ResultTable result={result} form={form} onLock={onLock} onBound={onBound} />
        <div className="stack-s small muted">
          {result.notes.map((note) => (
            <p key={note.key + JSON.stringify(note.values)}>{label(note)}</p>
          ))}
          <p>{t("allocation.factsUntil", { on: format.day(result.factsUntil), asOf: result.asOf })}</p>
        </div>
      </section>
    </>
  );
}

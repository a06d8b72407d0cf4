import { useId } from "react";
import { useLabel, useT } from "../lib/i18n.ts";
import { Select } from "./Select.tsx";
import type { Blocks, Shape } from "./written.ts";

type Formula = Extract<Shape, { kind: "formula" }>;
type Props = { shape: Formula; blocks: Blocks; onChange: (next: Formula) => void };

/** A formula over metrics; names are put in from a list, so that nobody has to know them. */
export function FormulaField({ shape, blocks, onChange }: Props) {
  const t = useT();
  const label = useLabel();
  const id = useId();
  return (
    <div className="stack">
      <div className="field">
        <label htmlFor={id}>{t("metrics.editor.formula")}</label>
        <textarea
          id={id}
          className="input formula"
          rows={3}
          maxLength={4000}
          spellCheck={false}
          value={shape.text}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onChange({ ...shape, text: event.target.value })}
        />
        <p id={`${id}-hint`} className="small muted">
          {t("metrics.editor.formulaHint")}
        </p>
      </div>
      <div className="pair">
        <Select
          label={t("metrics.editor.insert")}
          value=""
          options={[["", t("metrics.editor.choose")], ...blocks.names.map((one) => [one.name, label(one.label)] as const)]}
          onChange={(name) => name && onChange({ ...shape, text: `${shape.text.trimEnd()} ${name}`.trimStart() })}
        />
        <Select
          label={t("metrics.editor.comesOut")}
          value={shape.unit}
          options={(["rate", "amount", "count"] as const).map((one) => [one, t(`metrics.editor.unit.${one}`)])}
          onChange={(unit) => onChange({ ...shape, unit: unit as Formula["unit"] })}
        />
      </div>
    </div>
  );
}

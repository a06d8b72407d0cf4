import { useT } from "../lib/i18n.ts";
import { TextField } from "../ui/index.ts";
import { ChosenFields } from "./ChosenFields.tsx";
import { FormulaField } from "./FormulaField.tsx";
import { Select } from "./Select.tsx";
import { inShape, type Blocks, type Shape, type Written } from "./written.ts";

type Props = { written: Written; blocks: Blocks; onChange: (next: Written) => void };
const groups = ["result", "collection", "funnel", "time", "customer", "activity", "forecast", "people"] as const;
const directions = ["up", "down", "band", "none"] as const;
const kinds = ["sum", "ratio", "formula"] as const;

/** Name, kind, what is counted, when it is good. */
export function EditorForm({ written, blocks, onChange }: Props) {
  const t = useT();
  const set = (patch: Partial<Written>) => onChange({ ...written, ...patch });
  const { goal, shape } = written;
  const edge = (side: "atLeast" | "atMost", text: string) => {
    const { [side]: _, ...rest } = goal;
    set({ goal: text === "" ? rest : { ...rest, [side]: text } });
  };
  return (
    <>
      <TextField label={t("metrics.editor.name")} value={written.name} maxLength={40} required onValue={(name) => set({ name })} />
      <div className="pair">
        <Select
          label={t("metrics.editor.group")}
          value={written.group}
          options={groups.map((one) => [one, t(`metrics.group.${one}`)])}
          onChange={(group) => set({ group: group as Written["group"] })}
        />
        <Select
          label={t("metrics.four.better")}
          value={written.direction}
          options={directions.map((one) => [one, t(`metrics.direction.${one}`)])}
          onChange={(direction) => set({ direction: direction as Written["direction"] })}
        />
      </div>
      <Select
        label={t("metrics.editor.kind.label")}
        value={shape.kind}
        options={kinds.map((one) => [one, t(`metrics.editor.kind.${one}`)])}
        onChange={(kind) => set({ shape: inShape(shape, kind as Shape["kind"]) })}
      />
      {shape.kind === "sum" && (
        <ChosenFields title={t("metrics.four.what")} of={shape.of} blocks={blocks} onChange={(of) => set({ shape: { ...shape, of } })} />
      )}
      {shape.kind === "ratio" && (
        <>
          <ChosenFields
            title={t("metrics.editor.above")}
            of={shape.above}
            blocks={blocks}
            onChange={(above) => set({ shape: { ...shape, above } })}
          />
          <ChosenFields
            title={t("metrics.editor.below")}
            of={shape.below}
            blocks={blocks}
            onChange={(below) => set({ shape: { ...shape, below } })}
          />
        </>
      )}
      {shape.kind === "formula" && <FormulaField shape={shape} blocks={blocks} onChange={(next) => set({ shape: next })} />}
      <div className="pair">
        <TextField
          label={t("metrics.editor.atLeast")}
          hint={t("metrics.editor.goalHint")}
          inputMode="decimal"
          value={goal.atLeast ?? ""}
          onValue={(text) => edge("atLeast", text)}
        />
        <TextField
          label={t("metrics.editor.atMost")}
          inputMode="decimal"
          value={goal.atMost ?? ""}
          onValue={(text) => edge("atMost", text)}
        />
      </div>
      <TextField label={t("metrics.editor.note")} value={written.note} maxLength={500} onValue={(note) => set({ note })} />
    </>
  );
}

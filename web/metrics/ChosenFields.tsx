import { useLabel, useT } from "../lib/i18n.ts";
import { Select } from "./Select.tsx";
import { withMeasure, type Blocks, type Chosen, type Field } from "./written.ts";

type Props = { title: string; of: Chosen; blocks: Blocks; onChange: (next: Chosen) => void };

/** Which amount or count, by its date, for whom, under which filter. */
export function ChosenFields({ title, of, blocks, onChange }: Props) {
  const t = useT();
  const label = useLabel();
  const measure = blocks.measures.find((one) => one.code === of.measure);
  const allowed = measure?.filters ?? [];
  const pick = (code: string) => onChange(withMeasure(of, code, blocks.measures.find((one) => one.code === code)?.filters ?? []));
  return (
    <fieldset className="stack">
      <legend>{title}</legend>
      <Select
        label={t("metrics.four.what")}
        value={of.measure}
        options={blocks.measures.map((one) => [one.code, `${label(one.name)} · ${t(`metrics.date.${one.dateField}`)}`])}
        onChange={pick}
      />
      <Select
        label={t("metrics.four.whom")}
        value={of.attribution}
        options={[
          ["as-booked", t(`metrics.attribution.${measure?.attribution ?? "order-credit"}`)],
          ["customer-owner", t("metrics.attribution.customer-owner")],
        ]}
        onChange={(attribution) => onChange({ ...of, attribution: attribution as Chosen["attribution"] })}
      />
      {allowed.map((field) => (
        <Values
          key={field}
          field={field}
          chosen={of.filter[field] ?? []}
          offered={blocks.choices.find((one) => one.field === field)?.values ?? []}
          onChange={(values) => onChange({ ...of, filter: { ...of.filter, [field]: values } })}
        />
      ))}
    </fieldset>
  );
}

type ValuesProps = { field: Field; chosen: readonly string[]; offered: readonly string[]; onChange: (next: string[]) => void };

/** Nothing ticked means everything. */
function Values({ field, chosen, offered, onChange }: ValuesProps) {
  const t = useT();
  const all = [...new Set([...offered, ...chosen])];
  if (all.length === 0) return null;
  const toggle = (value: string) => onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <details open={chosen.length > 0}>
      <summary>
        {t(`metrics.editor.field.${field}`)} ·{" "}
        {chosen.length === 0 ? t("metrics.editor.everything") : chosen.join(t("common.listSeparator"))}
      </summary>
      <div className="row">
        {all.map((value) => (
          <label key={value} className="row">
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
            {value}
          </label>
        ))}
      </div>
    </details>
  );
}

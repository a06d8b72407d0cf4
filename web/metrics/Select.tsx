import { useId } from "react";

type Props = { label: string; value: string; options: readonly (readonly [string, string])[]; onChange: (next: string) => void };

/** One of a list, with its label. */
export function Select({ label, value, options, onChange }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

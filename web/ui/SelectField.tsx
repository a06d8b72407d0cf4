type Props = { label: string; value: string; of: readonly (readonly [value: string, text: string])[]; onChange: (value: string) => void };

export function SelectField({ label, value, of, onChange }: Props) {
  return (
    <label className="field">
      <span className="label">{label}</span>
      <select className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {of.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

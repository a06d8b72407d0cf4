type Props = { label: string; value: string; options: readonly (readonly [string, string])[]; onChange: (next: string) => void };

/** A few views side by side, one of them shown. */
export function Tabs({ label, value, options, onChange }: Props) {
  return (
    <div className="forecast-tabs no-print" role="group" aria-label={label}>
      {options.map(([key, text]) => (
        <button key={key} type="button" aria-pressed={key === value} onClick={() => onChange(key)}>
          {text}
        </button>
      ))}
    </div>
  );
}

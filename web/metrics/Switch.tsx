type Props = { label: string; value: string; options: readonly (readonly [string, string])[]; onChange: (next: string) => void };

/** A few choices side by side, one of them in force. */
export function Switch({ label, value, options, onChange }: Props) {
  return (
    <div className="switch" role="group" aria-label={label}>
      {options.map(([key, text]) => (
        <button key={key} type="button" aria-pressed={key === value} onClick={() => onChange(key)}>
          {text}
        </button>
      ))}
    </div>
  );
}

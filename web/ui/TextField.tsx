import { useId } from "react";
import type { InputHTMLAttributes } from "react";

type Props = { label: string; hint?: string; onValue: (value: string) => void } & InputHTMLAttributes<HTMLInputElement>;

export function TextField({ label, hint, onValue, ...input }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        className="input"
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onValue(event.target.value)}
      />
      {hint && (
        <p id={`${id}-hint`} className="small muted">
          {hint}
        </p>
      )}
    </div>
  );
}

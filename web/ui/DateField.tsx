import { useId, useRef, useState } from "react";
import { typedDay } from "../lib/day.ts";
import { useT } from "../lib/i18n.ts";
import { Icon } from "./Icon.tsx";

type Props = {
  label: string;
  hint?: string;
  value: string;
  required?: boolean;
  hideLabel?: boolean;
  min?: string;
  max?: string;
  onValue: (day: string) => void;
};

/**
 * A day as the tables write it, 2026-06-18, in every language of the browser. Typing gives the day once it is one and ""
 * until then; the button opens the browser's own calendar.
 */
export function DateField({ label, hint, value, required, hideLabel, min, max, onValue }: Props) {
  const t = useT();
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [typing, setTyping] = useState<string | null>(null);
  const [isLeft, setLeft] = useState(false);
  const text = typing ?? value;
  const isAllowed = (one: string | null): one is string => one !== null && one >= (min ?? one) && one <= (max ?? one);
  const day = typedDay(text);
  const isBad = isLeft && text.trim() !== "" && !isAllowed(day);
  const change = (next: string) => {
    const now = typedDay(next);
    setTyping(next);
    setLeft(false);
    onValue(isAllowed(now) ? now : "");
  };
  const leave = () => {
    setLeft(true);
    if (isAllowed(day) || text.trim() === "") setTyping(null);
  };
  const said = [hint && `${id}-hint`, isBad && `${id}-bad`].filter(Boolean).join(" ");
  return (
    <div className="field">
      {!hideLabel && <label htmlFor={id}>{label}</label>}
      <span className="date-field">
        <input
          id={id}
          className="input num"
          aria-label={hideLabel ? label : undefined}
          aria-describedby={said || undefined}
          aria-invalid={isBad}
          placeholder={t("common.dayPattern")}
          inputMode="numeric"
          autoComplete="off"
          required={required}
          value={text}
          onChange={(event) => change(event.target.value)}
          onBlur={leave}
        />
        <button
          type="button"
          className="button plain icon"
          aria-label={t("common.pickDay", { label })}
          onClick={() => picker.current?.showPicker()}
        >
          <Icon name="calendar" />
        </button>
        <input
          ref={picker}
          type="date"
          tabIndex={-1}
          aria-hidden="true"
          value={day ?? ""}
          min={min}
          max={max}
          onChange={(event) => (setTyping(null), onValue(event.target.value))}
        />
      </span>
      {hint && (
        <p id={`${id}-hint`} className="small muted">
          {hint}
        </p>
      )}
      {isBad && (
        <p id={`${id}-bad`} className="field-error small" role="alert">
          {t("common.badDay")}
        </p>
      )}
    </div>
  );
}

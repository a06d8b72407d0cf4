import { useId } from "react";
import { useT } from "../../../lib/i18n.ts";
import { DraftInput } from "./DraftField.tsx";
import { withValue } from "./edit.ts";
import { said } from "./model.ts";
import type { At } from "./Parts.tsx";
import type { Field } from "./schema.ts";

/** One word, or one of some choices; what the text says beyond them is offered as well. */
export function Value({ field, label, name, document, text, path, onText }: At & { field: Field; label: string; name: string }) {
  const t = useT();
  const id = useId();
  const value = said(document, path) ?? "";
  const put = (next: string) => onText(withValue(text, path, next));
  const hint = hinted.includes(name) ? t(`plan.form.hint.${name}`) : "";
  const choices = field.is === "choice" ? [...new Set([...field.of, ...(value ? [value] : [])])] : [];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {field.is === "choice" ? (
        <select id={id} className="input" value={value} onChange={(event) => put(event.target.value)}>
          {choices.map((one) => (
            <option key={one} value={one}>
              {field.of.includes(one) ? t(`plan.form.choice.${one}`) : one}
            </option>
          ))}
        </select>
      ) : (
        <DraftInput id={id} aria-describedby={hint ? `${id}-hint` : undefined} value={value} onCommit={put} />
      )}
      {hint && (
        <p id={`${id}-hint`} className="small muted">
          {hint}
        </p>
      )}
    </div>
  );
}

const hinted = ["of", "where", "gate", "times", "floor", "cap", "payout", "by", "key", "pool", "quota"];

/** In a row every field has its place; a choice nobody made shows the language's default. */
export function OptionalValue(props: At & { field: Field; label: string; name: string }) {
  const { document, text, path, onText, label, field } = props;
  const t = useT();
  if (field.is !== "choice" || said(document, path) !== "") return <Value {...props} />;
  return (
    <label className="field">
      <span className="label">{label}</span>
      <select className="input" value="" onChange={(event) => onText(withValue(text, path, event.target.value))}>
        <option value="">{t(`plan.form.choice.${field.of[0]!}`)}</option>
        {field.of.slice(1).map((one) => (
          <option key={one} value={one}>
            {t(`plan.form.choice.${one}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

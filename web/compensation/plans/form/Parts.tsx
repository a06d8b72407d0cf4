import type { Document } from "yaml";
import { useT } from "../../../lib/i18n.ts";
import { usePrefs } from "../../../lib/prefs.ts";
import type { Path } from "./places.ts";

/** A place in the document, with the text it is read from and whom a new text is given to. */
export type At = { readonly document: Document; readonly text: string; readonly path: Path; readonly onText: (text: string) => void };

export const useChinese = (): boolean => usePrefs().locale !== "en";

/** A list of what may be added, in the reader's words. */
export function Add({ label, names, onAdd }: { label: string; names: readonly string[]; onAdd: (name: string) => void }) {
  const t = useT();
  if (names.length === 0) return null;
  return (
    <select className="input plan-add" aria-label={label} value="" onChange={(event) => event.target.value && onAdd(event.target.value)}>
      <option value="">{label}</option>
      {names.map((name) => (
        <option key={name} value={name}>
          {t(`plan.form.field.${name}`)}
        </option>
      ))}
    </select>
  );
}

/** Takes one thing out of the text; it can be taken back. */
export function Drop({ label, onDrop }: { label: string; onDrop: () => void }) {
  const t = useT();
  return (
    <button type="button" className="text-button" aria-label={t("plan.form.drop", { name: label })} onClick={onDrop}>
      {t("common.remove")}
    </button>
  );
}

/** Shown, not lost: the form has no field for it. */
export function Rest({ text }: { text: string }) {
  const t = useT();
  return (
    <div className="stack">
      <span className="small muted">{t("plan.form.rest")}</span>
      <pre className="code small">{text}</pre>
    </div>
  );
}

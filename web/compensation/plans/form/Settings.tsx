import { useId } from "react";
import type { Document } from "yaml";
import { useT } from "../../../lib/i18n.ts";
import { usePrefs } from "../../../lib/prefs.ts";
import { DraftInput } from "./DraftField.tsx";
import { withEntry, withKeyOf, withoutEntry, withValue, type Path } from "./edit.ts";
import { countAt, keysAt, restOf, said } from "./model.ts";
import { firstOf, inWords, type Field, type Schema } from "./schema.ts";

export type At = { readonly document: Document; readonly text: string; readonly path: Path; readonly onText: (text: string) => void };

export const useChinese = (): boolean => usePrefs().locale !== "en";

/** The settings that stand in a map, each with its field, and a list of those that may be added. */
export function Settings({ schema, add, ...at }: At & { schema: Schema; add: string }) {
  const isChinese = useChinese();
  const there = keysAt(at.document, at.path).filter((key) => key in schema);
  const absent = Object.keys(schema).filter((key) => !there.includes(key));
  const rest = restOf(at.document, at.path, Object.keys(schema));
  return (
    <>
      {there.length > 0 && (
        <div className="plan-settings">
          {there.map((key) => (
            <Setting key={key} {...at} path={[...at.path, key]} field={schema[key]!} name={key} />
          ))}
        </div>
      )}
      {at.path.length > 2 && rest && <Rest text={rest} />}
      <Add
        label={add}
        names={absent}
        onAdd={(key) => at.onText(withKeyOf(at.text, [...at.path, key], inWords(firstOf(schema[key]!), isChinese)))}
      />
    </>
  );
}

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

/** A formula of more letters than a narrow field shows. */
const LONG = 16;

function Setting({ field, name, ...at }: At & { field: Field; name: string }) {
  const t = useT();
  const label = t(`plan.form.field.${name}`);
  const drop = () => at.onText(withValue(at.text, at.path, ""));
  const word = said(at.document, at.path);
  const plain = word === null ? field : "word" in field && field.word ? field.word : field;
  if (plain.is === "word" || plain.is === "choice") {
    return (
      <div className={(word?.length ?? 0) > LONG ? "plan-setting is-long" : "plan-setting"}>
        <Value {...at} label={label} name={name} field={plain} />
        <Drop label={label} onDrop={drop} />
      </div>
    );
  }
  return (
    <fieldset className="plan-setting is-wide stack">
      <legend>
        {label} <Drop label={label} onDrop={drop} />
      </legend>
      <Block {...at} label={label} field={plain} />
    </fieldset>
  );
}

function Drop({ label, onDrop }: { label: string; onDrop: () => void }) {
  const t = useT();
  return (
    <button type="button" className="text-button" aria-label={t("plan.form.drop", { name: label })} onClick={onDrop}>
      {t("common.remove")}
    </button>
  );
}

function Block({ field, label, ...at }: At & { field: Field; label: string }) {
  const t = useT();
  if (field.is === "map") return <Settings {...at} schema={field.fields} add={t("plan.form.addTo", { name: label })} />;
  if (field.is === "rows") return <Rows {...at} schema={field.fields} label={label} first={field.first} />;
  if (field.is === "words") return <Words {...at} label={label} />;
  if (field.is === "names") return <Names {...at} label={label} field={field.field} />;
  return null;
}

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

/** A list whose entries have the same fields: one line each. */
function Rows({ schema, label, first, ...at }: At & { schema: Schema; label: string; first: unknown }) {
  const t = useT();
  const count = countAt(at.document, at.path) ?? 0;
  const begin = (Array.isArray(first) ? (first.at(-1) as Record<string, string>) : {}) ?? {};
  return (
    <div className="stack">
      {Array.from({ length: count }, (_, i) => (
        <div key={i} className="plan-row">
          {Object.entries(schema).map(([key, field]) => (
            <OptionalValue key={key} {...at} path={[...at.path, i, key]} label={t(`plan.form.field.${key}`)} name={key} field={field} />
          ))}
          {count > 1 && (
            <Drop label={t("plan.form.rowOf", { name: label, n: i + 1 })} onDrop={() => at.onText(withoutEntry(at.text, at.path, i))} />
          )}
        </div>
      ))}
      <div>
        <button type="button" className="button" onClick={() => at.onText(withEntry(at.text, at.path, begin))}>
          {t("plan.form.addRow")}
        </button>
      </div>
    </div>
  );
}

/** In a row every field has its place; a choice nobody made shows the language's default. */
function OptionalValue(props: At & { field: Field; label: string; name: string }) {
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

/** A list of plain values: prizes, bounds. */
export function Words({ label, ...at }: At & { label: string }) {
  const t = useT();
  const count = countAt(at.document, at.path) ?? 0;
  const last = said(at.document, [...at.path, count - 1]) ?? "";
  return (
    <div className="row">
      {Array.from({ length: count }, (_, i) => (
        <DraftInput key={i} aria-label={t("plan.form.rowOf", { name: label, n: i + 1 })} size={8} value={said(at.document, [...at.path, i]) ?? ""} onCommit={(next) => at.onText(next === "" ? withoutEntry(at.text, at.path, i) : withValue(at.text, [...at.path, i], next))} mayBeEmpty={count > 1} />
      ))}
      <button type="button" className="button" onClick={() => at.onText(withEntry(at.text, at.path, last || "0"))}>
        {t("plan.form.addRow")}
      </button>
    </div>
  );
} // prettier-ignore

/** Names of the author's own: measures, columns of a file. */
export function Names({ field, label, ...at }: At & { field: Field; label: string }) {
  const t = useT();
  const isChinese = useChinese();
  const names = keysAt(at.document, at.path);
  const add = (name: string) => {
    const key = name.trim();
    if (key && !names.includes(key)) at.onText(withKeyOf(at.text, [...at.path, key], inWords(firstOf(field), isChinese)));
  };
  return (
    <div className="stack">
      {names.map((name) => (
        <Named key={name} {...at} path={[...at.path, name]} field={field} name={name} />
      ))}
      <label className="field plan-name">
        <span className="label">{t("plan.form.addName", { name: label })}</span>
        <DraftInput value="" placeholder={t("plan.form.newNameHint")} onCommit={add} />
      </label>
    </div>
  );
}

function Named({ field, name, ...at }: At & { field: Field; name: string }) {
  const drop = () => at.onText(withValue(at.text, at.path, ""));
  const isWord = said(at.document, at.path) !== null;
  const plain = isWord && "word" in field && field.word ? field.word : field;
  return (
    <div className="plan-row">
      {plain.is === "map" ? (
        <fieldset className="plan-setting is-wide stack">
          <legend>
            {name} <Drop label={name} onDrop={drop} />
          </legend>
          <Block {...at} label={name} field={plain} />
        </fieldset>
      ) : (
        <>
          <Value {...at} label={name} name="" field={plain} />
          <Drop label={name} onDrop={drop} />
        </>
      )}
    </div>
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

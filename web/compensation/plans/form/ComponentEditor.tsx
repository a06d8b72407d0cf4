import { useT } from "../../../lib/i18n.ts";
import { SelectField } from "../../../ui/SelectField.tsx";
import { DraftField } from "./DraftField.tsx";
import { withoutEntry, withValue } from "./edit.ts";
import { formulas, modes, type ComponentForm, type Mode } from "./model.ts";
import { RuleEditor } from "./RuleEditor.tsx";

type Props = { text: string; index: number; component: ComponentForm; isOnly: boolean; onText: (text: string) => void };

/** One way of earning, field by field; what is said in more words than a field has stays as text. */
export function ComponentEditor({ text, index, component, isOnly, onText }: Props) {
  const t = useT();
  const path = ["components", index];
  const put = (key: string, value: string) => onText(withValue(text, [...path, key], value));
  const { name, mode, fields, rest } = component;
  return (
    <section className="panel stack plan-component" aria-label={name || t("plan.form.component", { n: index + 1 })}>
      <div className="spread">
        <h3>{name || t("plan.form.component", { n: index + 1 })}</h3>
        {!isOnly && (
          <button type="button" className="text-button" onClick={() => onText(withoutEntry(text, ["components"], index))}>
            {t("common.remove")}
          </button>
        )}
      </div>
      <div className="form-grid">
        <DraftField label={t("plan.form.name")} value={name} onCommit={(value) => put("name", value)} />
        <SelectField label={t("plan.form.mode")} value={mode} of={modes.map((one) => [one, t(`plan.form.modes.${one}`)] as const)} onChange={(one) => onText(withMode(text, index, modes.find((known) => known === one)!))} />
      </div>
      <RuleEditor text={text} path={path} rule={component.rule} onText={onText} />
      <div className="form-grid">
        {formulas.map((field) => {
          const value = fields[field];
          return value === null ? null : <DraftField key={field} label={t(`plan.form.field.${field}`)} hint={t(`plan.form.hint.${field}`)} value={value} mayBeEmpty onCommit={(next) => put(field, next)} />;
        })}
      </div>
      {rest && <Rest text={rest} />}
    </section>
  );
} // prettier-ignore

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

function withMode(text: string, index: number, mode: Mode): string {
  const at = (key: string) => ["components", index, key];
  const plain = withValue(withValue(text, at("each"), ""), at("accumulate"), "");
  if (mode === "period") return plain;
  return mode === "transaction" ? withValue(plain, at("each"), "transaction") : withValue(plain, at("accumulate"), mode);
}

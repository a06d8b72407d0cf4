import { useT } from "../../../lib/i18n.ts";
import { SelectField } from "../../../ui/SelectField.tsx";
import { DraftField } from "./DraftField.tsx";
import { withValue } from "./edit.ts";
import { modes, type ComponentForm, type Mode } from "./model.ts";
import { Rest, type At } from "./Parts.tsx";
import { RuleEditor } from "./RuleEditor.tsx";
import { ofComponent } from "./schema.ts";
import { Settings } from "./Settings.tsx";

type Props = At & { index: number; count: number; component: ComponentForm; onMove: (by: -1 | 1) => void; onDrop: () => void };

/** One way of earning, field by field; what the form does not know stays as text. */
export function ComponentEditor({ index, count, component, onMove, onDrop, ...at }: Props) {
  const t = useT();
  const { text, path, onText } = at;
  const { name, mode, rule, rest } = component;
  const title = name || t("plan.form.component", { n: index + 1 });
  return (
    <section className="panel stack plan-component" aria-label={title}>
      <div className="spread">
        <h3>{title}</h3>
        {count > 1 && (
          <div className="row">
            {([-1, 1] as const).map((by) => (
              <button key={by} type="button" className="text-button" data-move={by} disabled={index + by < 0 || index + by >= count} aria-label={t(by < 0 ? "plan.form.upOf" : "plan.form.downOf", { name: title })} onClick={() => onMove(by)}>
                {t(by < 0 ? "plan.form.up" : "plan.form.down")}
              </button>
            ))}
            <button type="button" className="text-button" aria-label={t("plan.form.drop", { name: title })} onClick={onDrop}>
              {t("common.remove")}
            </button>
          </div>
        )}
      </div>
      <div className="form-grid">
        <DraftField label={t("plan.form.name")} value={name} onCommit={(value) => onText(withValue(text, [...path, "name"], value))} />
        <SelectField label={t("plan.form.mode")} value={mode} of={modes.map((one) => [one, t(`plan.form.modes.${one}`)] as const)} onChange={(one) => onText(withMode(at, modes.find((known) => known === one)!))} />
      </div>
      <RuleEditor {...at} rule={rule} />
      <Settings {...at} schema={ofComponent} add={t("plan.form.addTo", { name: title })} />
      {rest && <Rest text={rest} />}
    </section>
  );
} // prettier-ignore

function withMode({ text, path }: At, mode: Mode): string {
  const plain = withValue(withValue(text, [...path, "each"], ""), [...path, "accumulate"], "");
  if (mode === "period") return plain;
  return mode === "transaction" ? withValue(plain, [...path, "each"], "transaction") : withValue(plain, [...path, "accumulate"], mode);
}

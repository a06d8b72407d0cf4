import "./improvement.css";
import { newId } from "../lib/id.ts";
import { useT } from "../lib/i18n.ts";
import { DateField, Icon, TextField } from "../ui/index.ts";

export type ActionDraft = { id: string; title: string; dueOn: string };
type Props = { actions: readonly ActionDraft[]; min: string; max: string; onChange: (actions: readonly ActionDraft[]) => void };

/** Up to ten actions, each with its day inside the plan. */
export function ActionDrafts({ actions, min, max, onChange }: Props) {
  const t = useT();
  const change = (of: ActionDraft, patch: Partial<ActionDraft>) =>
    onChange(actions.map((one) => (one === of ? { ...one, ...patch } : one)));
  return (
    <fieldset className="stack plain-fieldset">
      <legend>{t("improvement.actions")}</legend>
      {actions.map((one, i) => (
        <div key={one.id} className="row plan-action">
          <TextField
            label={t("improvement.action", { n: i + 1 })}
            value={one.title}
            maxLength={200}
            placeholder={t("improvement.actionHint")}
            onValue={(title) => change(one, { title })}
          />
          <DateField
            label={t("improvement.dueOn")}
            value={one.dueOn}
            {...(min && { min })}
            {...(max && { max })}
            onValue={(dueOn) => change(one, { dueOn })}
          />
          {actions.length > 1 && (
            <button
              type="button"
              className="button plain icon"
              aria-label={t("improvement.removeAction", { n: i + 1 })}
              onClick={() => onChange(actions.filter((other) => other !== one))}
            >
              <Icon name="close" />
            </button>
          )}
        </div>
      ))}
      {actions.length < 10 && (
        <button
          type="button"
          className="text-button"
          onClick={() => onChange([...actions, { id: newId(), title: "", dueOn: actions.at(-1)?.dueOn ?? "" }])}
        >
          {t("improvement.addAction")}
        </button>
      )}
    </fieldset>
  );
}

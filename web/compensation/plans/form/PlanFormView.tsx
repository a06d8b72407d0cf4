import { useT } from "../../../lib/i18n.ts";
import { SelectField } from "../../../ui/SelectField.tsx";
import { Empty } from "../../../ui/index.ts";
import { ComponentEditor, Rest } from "./ComponentEditor.tsx";
import { DraftField } from "./DraftField.tsx";
import { withEntry, withValue } from "./edit.ts";
import { formOf, type PlanForm } from "./model.ts";

const periods = ["half-month", "month", "quarter", "half", "year"] as const;
const bases = ["signed", "delivered", "collected"] as const;

/** 表单: the same document as the text. Every change is made where it stands in the text, comments and all. */
export default function PlanFormView({ text, onText }: { text: string; onText: (text: string) => void }) {
  const t = useT();
  const form = formOf(text);
  if (!form) return <Empty title={t("plan.form.unreadable")}>{t("plan.form.unreadableHint")}</Empty>;
  return (
    <div className="stack-l">
      <Head text={text} form={form} onText={onText} />
      {form.components.map((component, i) => (
        <ComponentEditor key={i} text={text} index={i} component={component} isOnly={form.components.length === 1} onText={onText} />
      ))}
      <div>
        <button type="button" className="button" onClick={() => onText(withEntry(text, ["components"], { name: t("plan.form.newName", { n: form.components.length + 1 }), each: "transaction", of: t("plan.form.amount"), rate: "1%" }))}>
          {t("plan.form.addComponent")}
        </button>
      </div>
      {form.rest && <Rest text={form.rest} />}
    </div>
  );
} // prettier-ignore

function Head({ text, form, onText }: { text: string; form: PlanForm; onText: (text: string) => void }) {
  const t = useT();
  const put = (key: string, value: string) => onText(withValue(text, [key], value));
  return (
    <div className="form-grid">
      <DraftField label={t("plan.name")} value={form.plan} onCommit={(value) => put("plan", value)} />
      <SelectField label={t("plan.form.period")} value={form.period} of={periods.map((one) => [one, t(`plan.form.periods.${one}`)] as const)} onChange={(value) => put("period", value)} />
      <SelectField label={t("plan.form.base")} value={form.base} of={bases.map((one) => [one, t(`plan.form.bases.${one}`)] as const)} onChange={(value) => put("base", value)} />
      {form.payout !== null && <DraftField label={t("plan.form.payout")} hint={t("plan.form.payoutHint")} value={form.payout} mayBeEmpty onCommit={(value) => put("payout", value)} />}
    </div>
  );
} // prettier-ignore

import { useEffect, useRef, useState } from "react";
import { useT } from "../../../lib/i18n.ts";
import { Empty } from "../../../ui/index.ts";
import { SelectField } from "../../../ui/SelectField.tsx";
import { ComponentEditor } from "./ComponentEditor.tsx";
import { DraftField } from "./DraftField.tsx";
import { withEntry, withMoved, withoutEntry, withValue } from "./edit.ts";
import { formOf, type PlanForm } from "./model.ts";
import { Rest } from "./Parts.tsx";
import { ofPlan } from "./schema.ts";
import { Settings } from "./Settings.tsx";
import { TestsEditor } from "./TestsEditor.tsx";

const periods = ["half-month", "month", "quarter", "half", "year"] as const;
const bases = ["signed", "delivered", "collected"] as const;
type Props = { text: string; onText: (text: string) => void };

/**
 * 表单: the same document as the text. Every change is made where it stands in the text, comments and all. While the text cannot be read, the
 * form shows what it said last, and nothing can be changed in it.
 */
export default function PlanFormView({ text, past, onText }: Props & { past: readonly string[] }) {
  const t = useT();
  const own = formOf(text);
  const isReadable = own !== null;
  const shown = isReadable ? text : past.findLast((one) => formOf(one) !== null);
  const form = own ?? (shown === undefined ? null : formOf(shown));
  if (!form || shown === undefined) return <Empty title={t("plan.form.unreadable")}>{t("plan.form.unreadableHint")}</Empty>;
  return (
    <fieldset className="plan-form stack-l" disabled={!isReadable}>
      {!isReadable && (
        <p className="plan-form-note" role="alert">
          {t("plan.form.lastReadable")}
        </p>
      )}
      <Document text={shown} form={form} onText={onText} />
    </fieldset>
  );
}

function Document({ text, form, onText }: Props & { form: PlanForm }) {
  const t = useT();
  const { document, components } = form;
  const keys = useKeys(components.length);
  const list = useRef<HTMLDivElement>(null);
  const [focus, setFocus] = useState<{ at: number; button: string } | null>(null);
  useEffect(() => {
    const panel = list.current?.children[focus?.at ?? 0];
    const buttons = [...(panel?.querySelectorAll<HTMLButtonElement>("[data-move]") ?? [])];
    if (focus) (buttons.find((one) => one.dataset["move"] === focus.button && !one.disabled) ?? buttons.find((one) => !one.disabled))?.focus();
  }, [focus]);
  const move = (i: number, by: -1 | 1) => {
    keys.swap(i, i + by);
    onText(withMoved(text, ["components"], i, i + by));
    setFocus({ at: i + by, button: String(by) });
  };
  const drop = (i: number) => {
    keys.drop(i);
    onText(withoutEntry(text, ["components"], i));
    setFocus({ at: Math.max(0, i - 1), button: "1" });
  };
  const begin = { name: t("plan.form.newName", { n: components.length + 1 }), each: "transaction", of: t("plan.form.amount"), rate: "1%" };
  const at = { document, text, onText };
  return (
    <>
      <Head text={text} form={form} onText={onText} />
      <div ref={list} className="stack-l">
        {components.map((component, i) => (
          <ComponentEditor key={keys.of(i)} {...at} path={["components", i]} index={i} count={components.length} component={component} onMove={(by) => move(i, by)} onDrop={() => drop(i)} />
        ))}
      </div>
      <div>
        <button type="button" className="button" onClick={() => onText(withEntry(text, ["components"], begin))}>
          {t("plan.form.addComponent")}
        </button>
      </div>
      <Settings {...at} path={[]} schema={ofPlan} add={t("plan.form.addToPlan")} />
      <TestsEditor {...at} path={["tests"]} />
      {form.rest && <Rest text={form.rest} />}
    </>
  );
} // prettier-ignore

/** A key for each component that goes along when it moves: what is typed in a field stays there. */
function useKeys(count: number) {
  const [keys, setKeys] = useState<readonly number[]>([]);
  const next = Math.max(-1, ...keys) + 1;
  const all = keys.length >= count ? keys.slice(0, count) : [...keys, ...Array.from({ length: count - keys.length }, (_, i) => next + i)];
  if (all.length !== keys.length) setKeys(all);
  return {
    of: (i: number) => all[i]!,
    swap: (i: number, to: number) => setKeys(all.with(i, all[to]!).with(to, all[i]!)),
    drop: (i: number) => setKeys(all.toSpliced(i, 1)),
  };
}

function Head({ text, form, onText }: Props & { form: PlanForm }) {
  const t = useT();
  const put = (key: string, value: string) => onText(withValue(text, [key], value));
  return (
    <div className="form-grid">
      <DraftField label={t("plan.name")} value={form.plan} onCommit={(value) => put("plan", value)} />
      <SelectField label={t("plan.form.period")} value={form.period} of={periods.map((one) => [one, t(`plan.form.periods.${one}`)] as const)} onChange={(value) => put("period", value)} />
      <SelectField label={t("plan.form.base")} value={form.base} of={bases.map((one) => [one, t(`plan.form.bases.${one}`)] as const)} onChange={(value) => put("base", value)} />
    </div>
  );
} // prettier-ignore

import { useT } from "../../../lib/i18n.ts";
import { DraftInput } from "./DraftField.tsx";
import { withEntry, withoutEntry, withValue } from "./edit.ts";
import { said, type AmountKind, type Rule } from "./model.ts";
import { useChinese, type At } from "./Parts.tsx";
import { above, cellAt, isBelow, stepsOf } from "./rules.ts";
import { inWords } from "./schema.ts";

/** The first condition that holds counts; the last line stands for everything else. */
export function Cases({ cell, ...at }: At & { cell: AmountKind }) {
  const t = useT();
  const isChinese = useChinese();
  const rule: Rule = { kind: "cases", key: String(at.path.at(-1)), cell };
  const steps = stepsOf(at.document, at.path.slice(0, -1), rule);
  const add = () => at.onText(withEntry(at.text, at.path, inWords({ when: "金额 >= 100000元", [cell]: steps.at(-1)?.value || "1%" }, isChinese)));
  return (
    <div className="stack">
      {steps.map(({ value }, i) => (
        <div key={i} className="tier-row">
          <label>
            <span className="small muted">{t("plan.form.when")}</span>
            <DraftInput aria-label={t("plan.form.whenOf", { n: i + 1 })} placeholder={t("plan.form.otherwise")} mayBeEmpty value={said(at.document, [...at.path, i, "when"]) ?? ""} onCommit={(next) => at.onText(withValue(at.text, [...at.path, i, "when"], next))} />
          </label>
          <label>
            <span className="small muted">{t(`plan.form.value.${cell}`)}</span>
            <DraftInput aria-label={t("plan.form.valueOf", { n: i + 1 })} value={value} onCommit={(next) => at.onText(withValue(at.text, [...at.path, i, cell], next))} />
          </label>
          {steps.length > 1 && <DropLine {...at} i={i} />}
        </div>
      ))}
      <AddLine label={t("plan.form.addCase")} onAdd={add} />
    </div>
  );
} // prettier-ignore

/** Tiers from a bound on, or points of a line. */
export function Steps({ rule, ...at }: At & { rule: Rule }) {
  const t = useT();
  const path = [...at.path, rule.key];
  const start = rule.kind === "curve" ? "at" : "from";
  const steps = stepsOf(at.document, at.path, rule);
  const last = steps.at(-1);
  const hasEnd = said(at.document, [...at.path, "mode"]) === "interpolated";
  const add = () => at.onText(withEntry(at.text, path, { [start]: above(last?.from ?? "0"), [rule.cell]: last?.value ?? "0%" }));
  const put = (i: number, key: string) => (value: string) => at.onText(withValue(at.text, [...path, i, key], value));
  return (
    <div className="stack">
      <ol className="rows">
        {steps.map((step, i) => {
          const cell = cellAt(at.document, [...path, i]) ?? rule.cell;
          return (
            <li key={i} className="tier-row">
              <label>
                <span className="small muted">{t(`plan.form.${start}`)}</span>
                <DraftInput aria-label={t("plan.form.fromOf", { n: i + 1 })} aria-invalid={isBelow(steps, i)} value={step.from} onCommit={put(i, start)} />
              </label>
              <label>
                <span className="small muted">{t(`plan.form.value.${cell}`)}</span>
                <DraftInput aria-label={t("plan.form.valueOf", { n: i + 1 })} value={step.value} onCommit={put(i, cell)} />
              </label>
              {steps.length > 1 && <DropLine {...at} path={path} i={i} />}
              {hasEnd && i === steps.length - 1 && (
                <label>
                  <span className="small muted">{t("plan.form.end")}</span>
                  <DraftInput value={said(at.document, [...path, i, "to"]) ?? ""} onCommit={put(i, "to")} />
                </label>
              )}
              {isBelow(steps, i) && <p className="small field-error">{t("plan.form.notAbove")}</p>}
            </li>
          );
        })}
      </ol>
      <AddLine label={t(rule.kind === "curve" ? "plan.form.addPoint" : "plan.form.addTier")} onAdd={add} />
    </div>
  );
} // prettier-ignore

function DropLine({ text, path, onText, i }: At & { i: number }) {
  const t = useT();
  return (
    <button
      type="button"
      className="text-button"
      aria-label={t("plan.form.dropTier", { n: i + 1 })}
      onClick={() => onText(withoutEntry(text, path, i))}
    >
      {t("common.remove")}
    </button>
  );
}

function AddLine({ label, onAdd }: { label: string; onAdd: () => void }) {
  return (
    <div>
      <button type="button" className="button" onClick={onAdd}>
        {label}
      </button>
    </div>
  );
}

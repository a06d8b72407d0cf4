import { useT } from "../../../lib/i18n.ts";
import { SelectField } from "../../../ui/SelectField.tsx";
import { DraftField, DraftInput } from "./DraftField.tsx";
import { withEntry, withoutEntry, withValue, type Path } from "./edit.ts";
import { amounts, type Rule, type Tier } from "./model.ts";
import { above, isBelow, turned } from "./rules.ts";

type Props = { text: string; path: Path; rule: Rule; onText: (text: string) => void };

/** One rate for everything, or tiers; other kinds of rule are changed in the text. */
export function RuleEditor({ text, path, rule, onText }: Props) {
  const t = useT();
  if (rule.kind === "text") return <p className="small muted">{t("plan.form.ruleInText")}</p>;
  const kind = rule.kind === "tiers" ? "tiers" : rule.key;
  const turn = (next: string) => onText(turned(text, path, rule, [...amounts, "tiers" as const].find((one) => one === next)!));
  return (
    <div className="stack">
      <div className="form-grid">
        <SelectField label={t("plan.form.rule")} value={kind} of={[...amounts, "tiers" as const].map((one) => [one, t(`plan.form.rules.${one}`)] as const)} onChange={turn} />
        {rule.kind === "single" && <DraftField label={t(`plan.form.value.${rule.key}`)} value={rule.value} onCommit={(value) => onText(withValue(text, [...path, rule.key], value))} />}
      </div>
      {rule.kind === "tiers" && <Tiers text={text} path={[...path, "tiers"]} tiers={rule.tiers} onText={onText} />}
    </div>
  );
} // prettier-ignore

type TiersProps = { text: string; path: Path; tiers: readonly Tier[]; onText: (text: string) => void };

function Tiers({ text, path, tiers, onText }: TiersProps) {
  const t = useT();
  const last = tiers.at(-1);
  const add = () => onText(withEntry(text, path, { from: above(last?.from ?? "0"), [last?.kind ?? "rate"]: last?.value ?? "0%" }));
  return (
    <div className="stack">
      <ol className="rows">
        {tiers.map((tier, i) => (
          <li key={i} className="tier-row">
            <label>
              <span className="small muted">{t("plan.form.from")}</span>
              <DraftInput aria-label={t("plan.form.fromOf", { n: i + 1 })} aria-invalid={isBelow(tiers, i)} value={tier.from} onCommit={(value) => onText(withValue(text, [...path, i, "from"], value))} />
            </label>
            <label>
              <span className="small muted">{t(`plan.form.value.${tier.kind}`)}</span>
              <DraftInput aria-label={t("plan.form.valueOf", { n: i + 1 })} value={tier.value} onCommit={(value) => onText(withValue(text, [...path, i, tier.kind], value))} />
            </label>
            {tiers.length > 1 && (
              <button type="button" className="text-button" aria-label={t("plan.form.dropTier", { n: i + 1 })} onClick={() => onText(withoutEntry(text, path, i))}>
                {t("common.remove")}
              </button>
            )}
            {isBelow(tiers, i) && <p className="small field-error">{t("plan.form.notAbove")}</p>}
          </li>
        ))}
      </ol>
      <div>
        <button type="button" className="button" onClick={add}>
          {t("plan.form.addTier")}
        </button>
      </div>
    </div>
  );
} // prettier-ignore

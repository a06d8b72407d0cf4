import { useT } from "../../../lib/i18n.ts";
import { SelectField } from "../../../ui/SelectField.tsx";
import { TextField } from "../../../ui/index.ts";
import { withEntry, withList, withoutEntry, withValue, type Path } from "./edit.ts";
import { amounts, type Rule, type Tier } from "./model.ts";

type Props = { text: string; path: Path; rule: Rule; onText: (text: string) => void };

/** One rate for everything, or tiers; other kinds of rule are changed in the text. */
export function RuleEditor({ text, path, rule, onText }: Props) {
  const t = useT();
  if (rule.kind === "text") return <p className="small muted">{t("plan.form.ruleInText")}</p>;
  const kind = rule.kind === "tiers" ? "tiers" : rule.key;
  const turn = (next: string) => onText(turned(text, path, rule, next));
  return (
    <div className="stack">
      <div className="form-grid">
        <SelectField label={t("plan.form.rule")} value={kind} of={[...amounts, "tiers" as const].map((one) => [one, t(`plan.form.rules.${one}`)] as const)} onChange={turn} />
        {rule.kind === "single" && <TextField label={t(`plan.form.value.${rule.key}`)} value={rule.value} onValue={(value) => value.trim() && onText(withValue(text, [...path, rule.key], value))} />}
      </div>
      {rule.kind === "tiers" && <Tiers text={text} path={[...path, "tiers"]} tiers={rule.tiers} onText={onText} />}
    </div>
  );
} // prettier-ignore

function turned(text: string, path: Path, rule: Rule, next: string): string {
  const value = rule.kind === "single" ? rule.value : rule.kind === "tiers" ? (rule.tiers[0]?.value ?? "0%") : "0%";
  const bare = rule.kind === "single" ? withValue(text, [...path, rule.key], "") : text;
  if (next === "tiers") return withList(bare, [...path, "tiers"], [{ from: "0", rate: value }]);
  return withValue(rule.kind === "tiers" ? withValue(bare, [...path, "tiers"], "") : bare, [...path, next], value || "0%");
}

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
              <input className="input" aria-label={t("plan.form.fromOf", { n: i + 1 })} aria-invalid={isBelow(tiers, i)} value={tier.from} onChange={(event) => event.target.value.trim() && onText(withValue(text, [...path, i, "from"], event.target.value))} />
            </label>
            <label>
              <span className="small muted">{t(`plan.form.value.${tier.kind}`)}</span>
              <input className="input" aria-label={t("plan.form.valueOf", { n: i + 1 })} value={tier.value} onChange={(event) => event.target.value.trim() && onText(withValue(text, [...path, i, tier.kind], event.target.value))} />
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

const sizeOf = (from: string): number => Number.parseFloat(from.replaceAll(",", "")) * (from.includes("万") ? 10_000 : 1);
const isBelow = (tiers: readonly Tier[], i: number): boolean => i > 0 && sizeOf(tiers[i]!.from) <= sizeOf(tiers[i - 1]!.from);
/** A beginning for a further tier: as far again, in the same words. */
const above = (from: string): string => {
  const size = Number.parseFloat(from.replaceAll(",", "")) || 0;
  const rest = from.replace(/^[\d.,]+/, "");
  return `${size === 0 ? (rest === "%" ? 50 : 100_000) : size * 2}${rest}`;
};

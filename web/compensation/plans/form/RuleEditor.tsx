import { useT } from "../../../lib/i18n.ts";
import { SelectField } from "../../../ui/SelectField.tsx";
import { DraftField } from "./DraftField.tsx";
import { withValue } from "./edit.ts";
import { Words } from "./Lists.tsx";
import { MatrixEditor } from "./MatrixEditor.tsx";
import { amounts, ruleKinds, said, type Rule } from "./model.ts";
import { RulePicture } from "./RulePicture.tsx";
import { useChinese, type At } from "./Parts.tsx";
import { ofRule, stepsOf, turned } from "./rules.ts";
import { Settings } from "./Settings.tsx";
import { Cases, Steps } from "./Steps.tsx";
import { Value } from "./Value.tsx";

type Props = At & { rule: Rule | null };

/** How a component earns: one number, cases, a table of tiers or points, a matrix, a pool, prizes. */
export function RuleEditor({ rule, ...at }: Props) {
  const t = useT();
  const isChinese = useChinese();
  const { document, text, path, onText } = at;
  const turn = (next: string) => onText(turned(text, path, document, rule, ruleKinds.find((one) => one === next)!, isChinese));
  const amount = amounts.find((one) => one === rule?.kind);
  return (
    <div className="stack">
      <div className="form-grid">
        <SelectField label={t("plan.form.rule")} value={rule?.kind ?? ""} of={[...(rule ? [] : [["", t("plan.form.noRule")] as const]), ...ruleKinds.map((one) => [one, t(`plan.form.rules.${one}`)] as const)]} onChange={turn} />
        {amount && <DraftField label={t(`plan.form.value.${amount}`)} value={said(document, [...path, amount]) ?? ""} onCommit={(value) => onText(withValue(text, [...path, amount], value))} />}
      </div>
      {rule && <Table {...at} rule={rule} />}
    </div>
  );
} // prettier-ignore

function Table({ rule, ...at }: At & { rule: Rule }) {
  const t = useT();
  const path = [...at.path, rule.key];
  if (rule.kind === "cases") return <Cases {...at} path={path} cell={rule.cell} />;
  if (rule.kind === "matrix") return <MatrixEditor {...at} path={path} />;
  if (rule.kind === "pool" || rule.kind === "prizes") return <Alone {...at} kind={rule.kind} />;
  if (rule.kind !== "tiers" && rule.kind !== "curve") return null;
  return (
    <>
      <RulePicture rule={rule} steps={stepsOf(at.document, at.path, rule)} />
      <Steps {...at} rule={rule} />
      <Settings {...at} schema={ofRule(rule.kind)} add={t("plan.form.addTo", { name: t(`plan.form.rules.${rule.kind}`) })} />
    </>
  );
} // prettier-ignore

/** A pool and prizes are said in fields of their own. */
function Alone({ kind, ...at }: At & { kind: "pool" | "prizes" }) {
  const t = useT();
  return (
    <div className="form-grid">
      {Object.entries(ofRule(kind)).map(([key, field]) =>
        field.is === "words" ? (
          <div key={key} className="field">
            <span className="label">{t(`plan.form.field.${key}`)}</span>
            <Words {...at} path={[...at.path, key]} label={t(`plan.form.field.${key}`)} />
          </div>
        ) : (
          <Value key={key} {...at} path={[...at.path, key]} label={t(`plan.form.field.${key}`)} name={key} field={field} />
        ),
      )}
    </div>
  );
}

import { parseAmount } from "#core/base/money.ts";
import { typed, useAmount } from "../lib/amounts.ts";
import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { TextField } from "../ui/index.ts";
import { bases, type Desk, type Form, type Wrong } from "./assumptions.ts";

type Props = { desk: Desk; form: Form; wrong: readonly Wrong[]; onChange: (patch: Partial<Form>) => void };
const steps = { amount: ["1", "1000", "10000", "100000"], count: ["1", "5", "10"] } as const;

/** Total, bases, rounding, bounds and ramp. */
export function AssumptionsForm({ desk, form, wrong, onChange }: Props) {
  const t = useT();
  return (
    <>
      {desk.givenTotal === null ? (
        <TotalField desk={desk} form={form} wrong={wrong} onChange={onChange} />
      ) : (
        <p>
          {t("allocation.totalGiven")} <Given desk={desk} />
        </p>
      )}
      <Weights form={form} isBad={wrong.includes("weights")} onChange={onChange} />
      <div className="form-grid">
        <label className="field">
          <span className="label">{t("allocation.step")}</span>
          <select className="input" value={form.step} onChange={(event) => onChange({ step: event.target.value })}>
            {[...new Set([...steps[desk.unit], form.step])].map((step) => (
              <option key={step} value={step}>
                {t("allocation.stepOf", { step: Number(step).toLocaleString("en") })}
              </option>
            ))}
          </select>
        </label>
        <TextField
          label={t("allocation.over")}
          value={form.over}
          inputMode="decimal"
          aria-invalid={wrong.includes("over")}
          onValue={(over) => onChange({ over })}
        />
      </div>
      <p className="small muted">{t("allocation.overHint")}</p>
      <fieldset className="bounds">
        <legend>{t("allocation.bounds")}</legend>
        <div className="form-grid">
          <TextField
            label={t("allocation.floorPercent")}
            value={form.floorPercent}
            inputMode="numeric"
            aria-invalid={wrong.includes("floorPercent")}
            onValue={(floorPercent) => onChange({ floorPercent })}
          />
          <TextField
            label={t("allocation.capPercent")}
            value={form.capPercent}
            inputMode="numeric"
            aria-invalid={wrong.includes("capPercent")}
            onValue={(capPercent) => onChange({ capPercent })}
          />
        </div>
        <p className="small muted">{t("allocation.boundsHint")}</p>
      </fieldset>
      <TextField
        label={t("allocation.ramp")}
        hint={t(wrong.includes("ramp") ? "allocation.badRamp" : "allocation.rampHint")}
        value={form.ramp}
        inputMode="numeric"
        aria-invalid={wrong.includes("ramp")}
        onValue={(ramp) => onChange({ ramp })}
      />
      <label className="row small">
        <input type="checkbox" checked={form.alignFestival} onChange={(event) => onChange({ alignFestival: event.target.checked })} />
        {t("allocation.align")}
      </label>
    </>
  );
}

function Given({ desk }: { desk: Desk }) {
  const { text, exact } = useAmount(desk.unit);
  return (
    <b className="num" title={exact(desk.givenTotal)}>
      {text(desk.givenTotal)}
    </b>
  );
}

function TotalField({ desk, form, wrong, onChange }: Props) {
  const t = useT();
  const isBad = wrong.includes("total");
  const against = useAgainstLastYear(desk, form);
  return (
    <TextField
      label={t("allocation.total")}
      hint={isBad ? t("allocation.badTotal") : against}
      value={form.total}
      inputMode="decimal"
      aria-invalid={isBad}
      onValue={(total) => onChange({ total })}
    />
  );
}

/** "最近 12 个月做到 …，比它多 8%": growth is chosen knowingly. */
function useAgainstLastYear(desk: Desk, form: Form): string {
  const t = useT();
  const format = useFormat();
  const [total, last] = [parseAmount(typed(form.total) ?? ""), parseAmount(desk.lastYear)!];
  if (total === null || last <= 0n) return "";
  const ppm = ((total - last) * 1_000_000n) / last;
  const share = String(ppm < 0n ? -ppm : ppm);
  const change = t(ppm >= 500n ? "allocation.more" : ppm <= -500n ? "allocation.less" : "allocation.same", { share });
  return desk.unit === "count"
    ? t("allocation.totalHintCount", { last: format.plain(desk.lastYear), change })
    : t("allocation.totalHint", { last: desk.lastYear, change });
}

function Weights({ form, isBad, onChange }: { form: Form; isBad: boolean; onChange: Props["onChange"] }) {
  const t = useT();
  const sum = bases.reduce((total, basis) => total + (Number(form.weights[basis]) || 0), 0);
  return (
    <fieldset className="weights">
      <legend>{t("allocation.weights")}</legend>
      <p className="small muted">{t("allocation.weightsHint")}</p>
      {bases.map((basis) => (
        <label key={basis}>
          <span>{t(`allocation.basis.${basis}`)}</span>
          <input
            className="input num"
            inputMode="numeric"
            value={form.weights[basis]}
            aria-invalid={isBad}
            onChange={(event) => onChange({ weights: { ...form.weights, [basis]: event.target.value } })}
          />
          <span className="small muted num">
            {sum > 0 && Number(form.weights[basis]) > 0
              ? t("allocation.weightOf", { share: String(Math.round((Number(form.weights[basis]) / sum) * 1_000_000)) })
              : ""}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

import { useDeferredValue, useId, useMemo, useState } from "react";
import { decimalText, exact, over, times, type Exact } from "#core/formula/exact.ts";
import { questionsOf, spanOf, type Answers, type Question } from "#core/compensation/engine/sketch.ts";
import { chineseName } from "#core/compensation/language/names.ts";
import type { Plan } from "#core/compensation/language/plan.ts";
import { useT } from "../../lib/i18n.ts";
import { usePrefs } from "../../lib/prefs.ts";
import { useFormat } from "../../lib/use-format.ts";
import { Chart, Figure, TextField } from "../../ui/index.ts";
import { useStop } from "../use-stop.ts";
import { beginning, curveOf, numberOf, planOf, pointOf, type Point } from "./sketching.ts";

const STEPS = 32;

/** 一个人能拿多少: what the text pays somebody made up, while it is being written; computed here, by the function that pays. */
export default function PayCurve({ text }: { text: string }) {
  const t = useT();
  const [kept, keep] = useState<Plan | null>(null);
  const slow = useDeferredValue(text);
  const own = useMemo(() => planOf(slow), [slow]);
  if (own && own !== kept) keep(own);
  const plan = own ?? kept;
  return (
    <section className="panel stack" aria-labelledby="pay-curve">
      <h2 id="pay-curve">{t("plan.curve.title")}</h2>
      <p className="small muted">{t("plan.curve.hint")}</p>
      {plan ? <Sketched plan={plan} isOld={!own} /> : <p className="muted">{t("plan.curve.notYet")}</p>}
    </section>
  );
}

function Sketched({ plan, isOld }: { plan: Plan; isOld: boolean }) {
  const t = useT();
  const [answers, answer] = useState<Answers>({});
  const [typed, type] = useState<string | null>(null);
  const questions = questionsOf(plan);
  const business = typed ?? beginning(plan, answers);
  const asked = useDeferredValue(answers);
  const points = useMemo(() => curveOf(plan, asked, STEPS), [plan, asked]);
  const amount = numberOf(business);
  const here = amount && pointOf(plan, asked, amount);
  const label = t("plan.curve.business", { span: t(`plan.curve.span.${spanOf(plan).interval}`) });
  return (
    <>
      {isOld && <p className="small muted">{t("plan.curve.old")}</p>}
      <div className="form-grid">
        <TextField label={label} inputMode="decimal" value={business} onValue={type} aria-invalid={amount === null} />
        {questions.map((one) => (
          <Answer key={one.name} question={one} value={answers[one.name] ?? one.first} onValue={(value) => answer({ ...answers, [one.name]: value })} />
        ))}
      </div>
      {amount && here && <Made plan={plan} point={here} business={amount} />}
      {here?.made.kind === "made" && <Curve points={points} title={label} />}
    </>
  );
} // prettier-ignore

type Asked = { question: Question; value: string; onValue: (value: string) => void };

/** A word the plan itself speaks of is offered. */
function Answer({ question: { name, of, words }, value, onValue }: Asked) {
  const t = useT();
  const { locale } = usePrefs();
  const own = locale === "en" ? name.replaceAll("_", " ") : chineseName(name, locale === "zh-TW");
  const label = name === "cost" ? t("plan.curve.cost") : t(`plan.curve.of.${of}`, { name: own });
  const list = useId();
  if (words.length === 0) return <TextField label={label} value={value} onValue={onValue} />;
  return (
    <div>
      <TextField label={label} value={value} onValue={onValue} list={list} />
      <datalist id={list}>
        {words.map((word) => (
          <option key={word} value={word} />
        ))}
      </datalist>
    </div>
  );
}

function Made({ plan, point: { made }, business }: { plan: Plan; point: Point; business: Exact }) {
  const t = useT();
  const format = useFormat();
  const said = useStop();
  if (made.kind === "stopped") return <p role="status">{said(made.stop)}</p>;
  const money = (value: Exact) => ({ kind: "amount", value: decimalText(value, 4), currency: plan.currency }) as const;
  const share = decimalText(over(times(made.earned, exact(1_000_000n)), business), 0);
  const isPaidOtherwise = decimalText(made.paid, 4) !== decimalText(made.earned, 4);
  return (
    <div className="stack" aria-live="polite">
      <div className="figures">
        <Figure label={t("plan.curve.earned")} value={money(made.earned)} />
        {isPaidOtherwise && <Figure label={t("plan.curve.paid")} value={money(made.paid)} />}
        <Figure label={t("plan.curve.share")} value={{ kind: "rate", ppm: share }} />
      </div>
      {made.components.length > 1 && (
        <p className="small muted">
          {made.components.map(({ name, amount, unit }) => `${name} ${unit === plan.currency ? format.money(decimalText(amount, 4)) : `${decimalText(amount, 2)} ${unit}`}`).join(" · ")}
        </p>
      )}
    </div>
  );
} // prettier-ignore

function Curve({ points, title }: { points: readonly Point[]; title: string }) {
  const t = useT();
  const format = useFormat();
  const of = (kind: "earned" | "paid") => points.map(({ made }) => (made.kind === "made" ? decimalText(made[kind], 4) : null));
  const [earned, paid] = [of("earned"), of("paid")];
  const differs = paid.some((one, i) => one !== earned[i]);
  const series = [
    { name: t("plan.curve.earned"), role: "actual" as const, values: earned },
    ...(differs ? [{ name: t("plan.curve.paid"), role: "target" as const, values: paid }] : []),
  ];
  return <Chart title={t("plan.curve.chart", { of: title })} unit="amount" categories={points.map(({ business }) => format.money(business, 0))} series={series} height={220} />;
} // prettier-ignore

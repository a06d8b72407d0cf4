import type { Reply } from "../../lib/client.ts";
import { useT } from "../../lib/i18n.ts";
import { useWrite } from "../../lib/query.ts";
import { useFormat } from "../../lib/use-format.ts";
import { Chart, FormProblem } from "../../ui/index.ts";

type Scenario = Reply<"POST /api/plan-scenarios">["scenarios"][number];

/** 情景: what the text would cost with less or more business, and how pay would be spread. Asked for, because it is seven runs. */
export function Scenarios({ text, period }: { text: string; period: string }) {
  const t = useT();
  const ask = useWrite("POST /api/plan-scenarios");
  const made = ask.data?.scenarios ?? [];
  return (
    <section className="panel stack" aria-labelledby="scenarios">
      <div className="spread">
        <h2 id="scenarios">{t("plan.scenarios.title")}</h2>
        <button type="button" className="button" disabled={ask.isPending} onClick={() => ask.mutate({ body: { text, period } })}>
          {t(ask.isPending ? "plan.trial.running" : "plan.scenarios.run")}
        </button>
      </div>
      <p className="small muted">{t("plan.scenarios.hint")}</p>
      {ask.error && <FormProblem error={ask.error} />}
      {ask.data && made.length === 0 && <p>{t("plan.scenarios.wrong")}</p>}
      {made.length > 0 && <Made scenarios={made} />}
    </section>
  );
}

const AS_IT_WAS = "1000000";

function Made({ scenarios }: { scenarios: readonly Scenario[] }) {
  const t = useT();
  const format = useFormat();
  const name = ({ share }: Scenario) => (share === AS_IT_WAS ? t("plan.scenarios.asItWas") : format.rate(share, 0));
  const categories = scenarios.map(name);
  const [now, most] = [scenarios.find(({ share }) => share === AS_IT_WAS)!, scenarios.at(-1)!];
  const rate = (ppm: string | null) => (ppm === null ? "—" : format.rate(ppm, 2));
  const line = (key: "low" | "middle" | "high", role: "actual" | "other" | "target") => ({ name: t(`plan.scenarios.${key}`), role, values: scenarios.map((one) => one[key]) });
  return (
    <>
      <Chart
        title={t("plan.scenarios.cost", { now: format.money(now.earned, 1), ratio: rate(now.ratio), most: format.money(most.earned, 1), mostRatio: rate(most.ratio) })}
        categories={categories}
        unit="amount"
        height={200}
        series={[{ name: t("plan.scenarios.earned"), role: "actual", shape: "bar", values: scenarios.map(({ earned }) => earned) }]}
      />
      <Chart title={t("plan.scenarios.spread")} categories={categories} unit="amount" height={200} series={[line("high", "target"), line("middle", "actual"), line("low", "other")]} />
      <div className="scroll-x" tabIndex={0} role="group" aria-label={t("plan.scenarios.title")}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t("plan.scenarios.share")}</th>
              {(["business", "earned", "ratio", "low", "middle", "high"] as const).map((key) => <th key={key} className="right">{t(`plan.scenarios.${key}`)}</th>)}
            </tr>
          </thead>
          <tbody>
            {scenarios.map((one) => (
              <tr key={one.share} className={one.share === AS_IT_WAS ? "reached" : ""}>
                <td>{name(one)}</td>
                <td className="right num">{format.money(one.business, 1)}</td>
                <td className="right num">{format.money(one.earned, 1)}</td>
                <td className="right num">{rate(one.ratio)}</td>
                {(["low", "middle", "high"] as const).map((key) => <td key={key} className="right num">{one[key] === null ? "—" : format.money(one[key], 1)}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {now.stopped > 0 && <p className="small muted">{t("plan.scenarios.stopped", { count: now.stopped })}</p>}
    </>
  );
} // prettier-ignore

import { useT } from "../lib/i18n.ts";
import { Icon } from "../ui/index.ts";
import { typed } from "./amounts.ts";
import { metricOf, MetricSelect, type TreeMetric } from "./MetricSelect.tsx";
import type { Strategy } from "./tree.ts";

export type GoalText = { metric: TreeMetric; year: string; amount: string };
type Props = { goals: readonly GoalText[]; nextYear: number; onGoals: (goals: GoalText[]) => void };

export const goalTexts = (strategy: Strategy): GoalText[] =>
  strategy.goals.map(({ metric, year, amount }) => ({ metric, year: String(year), amount }));

/** What was typed as the goals that are sent; null while one of them is not whole. */
export function goalsOf(goals: readonly GoalText[]): Strategy["goals"] | null {
  const read = goals.map(({ metric, year, amount }) => ({ metric, year: Number(year.normalize("NFKC")), amount: typed(amount) }));
  return read.every(isWhole) ? read : null;
}

type Read = { metric: TreeMetric; year: number; amount: string | null };
const isWhole = (goal: Read): goal is Strategy["goals"][number] =>
  goal.amount !== null && Number.isInteger(goal.year) && goal.year >= 2000 && goal.year <= 2199;

export function StrategyGoals({ goals, nextYear, onGoals }: Props) {
  const t = useT();
  const change = (i: number, patch: Partial<GoalText>) => onGoals(goals.map((goal, j) => (j === i ? { ...goal, ...patch } : goal)));
  return (
    <fieldset className="stack shares-plain">
      <legend>{t("strategy.goals")}</legend>
      <p className="small muted">{t("strategy.goalsHint")}</p>
      {goals.map((goal, i) => (
        <div key={i} className="row strategy-goal">
          <MetricSelect value={goal.metric} onChange={(metric) => change(i, { metric })} />
          <Entry label={t("strategy.goalYear")} value={goal.year} onValue={(year) => change(i, { year })} />
          <Entry label={t("strategy.goalAmount")} value={goal.amount} onValue={(amount) => change(i, { amount })} isWide />
          <button
            type="button"
            className="button plain icon"
            aria-label={t("strategy.removeGoal")}
            onClick={() => onGoals(goals.filter((_, j) => j !== i))}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      {goalsOf(goals) === null && <p className="small field-error">{t("strategy.goalWrong")}</p>}
      <div>
        <button
          type="button"
          className="text-button"
          onClick={() => onGoals([...goals, { metric: metricOf(undefined), year: String(nextYear), amount: "" }])}
        >
          {t("strategy.addGoal")}
        </button>
      </div>
    </fieldset>
  );
}

type EntryProps = { label: string; value: string; onValue: (value: string) => void; isWide?: boolean };

const Entry = ({ label, value, onValue, isWide }: EntryProps) => (
  <input
    className={isWide ? "input num grow" : "input num strategy-year"}
    inputMode={isWide ? undefined : "numeric"}
    aria-label={label}
    placeholder={label}
    value={value}
    onChange={(event) => onValue(event.target.value)}
  />
);

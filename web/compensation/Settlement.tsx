import { formatAmount, parseAmount } from "#core/base/money.ts";
import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import type { Made, Statement } from "./types.ts";

type Step = { readonly key: string; readonly label: string; readonly amount: bigint };

/** From what was earned to what is paid, step by step; absent where they are the same. */
export function Settlement({ statement }: { statement: Statement }) {
  const t = useT();
  const format = useFormat();
  const { made, payout, extras } = statement;
  const said = useExtraText();
  if (!made || payout === null) return null;
  const steps: Step[] = [
    ...dueSteps(made).map(({ key, amount }) => ({ key, label: t(`compensation.entry.${key}`), amount })),
    ...extras.map((extra) => ({ key: extra.id, label: said(extra), amount: parseAmount(extra.amount)! })),
  ];
  if (steps.length === 0) return null;
  return (
    <section className="panel stack" aria-labelledby="settlement">
      <h2 id="settlement">{t("compensation.settlement")}</h2>
      <div className="scroll-x" tabIndex={0} role="group" aria-label={t("compensation.settlement")}>
        <table className="plain-table">
          <tbody>
            <tr>
              <td>{t("compensation.periodEarned")}</td>
              <td className="num right">{format.exact(made.earned)}</td>
            </tr>
            {steps.map(({ key, label, amount }) => (
              <tr key={key}>
                <td>{label}</td>
                <td className="num right">{format.exact(formatAmount(amount))}</td>
              </tr>
            ))}
            <tr>
              <td>
                <b>{t("compensation.payout")}</b>
              </td>
              <td className="num right">
                <b>{format.exact(payout)}</b>
              </td>
            </tr>
          </tbody>
        </table>
      </div>
      <Balances made={made} />
    </section>
  );
}

export function useExtraText() {
  const t = useT();
  const format = useFormat();
  return ({ kind, reason, period }: Statement["extras"][number]): string => t(`compensation.extra.${kind}`, { reason, period: format.period(period) });
} // prettier-ignore

/** What fell due differs from what was earned by what newly waits and what is set free: one net step, then the others. */
function dueSteps({ earned, steps }: Made): { key: string; amount: bigint }[] {
  const isDue = (kind: string) => kind === "due" || kind === "exit-release";
  const due = steps.filter(({ kind }) => isDue(kind)).reduce((sum, { amount }) => sum + parseAmount(amount)!, 0n);
  const net = due - parseAmount(earned)!;
  const others = steps.filter(({ kind }) => !isDue(kind) && kind !== "exit-lost" && kind !== "draw-forgiveness");
  return [
    ...(net === 0n ? [] : [{ key: net < 0n ? "held" : "released", amount: net }]),
    ...others.map(({ kind, amount }) => ({ key: kind, amount: parseAmount(amount)! })),
  ];
}

function Balances({ made: { held, owed, drawBalance } }: { made: Made }) {
  const t = useT();
  const list = [["held", held], ["owed", owed], ["drawBalance", drawBalance]] as const; // prettier-ignore
  const shown = list.filter(([, amount]) => amount !== null && parseAmount(amount) !== 0n);
  if (shown.length === 0) return null;
  return <p className="muted small">{shown.map(([name, amount]) => t(`compensation.balance.${name}`, { amount: amount! })).join(" · ")}</p>;
}

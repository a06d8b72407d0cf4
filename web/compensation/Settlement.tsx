import { parseAmount } from "#core/base/money.ts";
import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import type { Made, Statement } from "./types.ts";

type Step = { readonly key: string; readonly label: string; readonly amount: string };

/** From what was earned to what is paid, step by step; absent where they are the same. */
export function Settlement({ statement }: { statement: Statement }) {
  const t = useT();
  const format = useFormat();
  const { made, payout, extras } = statement;
  const said = useExtraText();
  if (!made || payout === null) return null;
  const steps: Step[] = [
    ...made.steps.map(({ kind, amount }) => ({ key: kind, label: t(`compensation.entry.${kind}`), amount })),
    ...extras.map((extra) => ({ key: extra.id, label: said(extra), amount: extra.amount })),
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
                <td className="num right">{format.exact(amount)}</td>
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

function useExtraText() {
  const t = useT();
  const format = useFormat();
  return ({ kind, reason, period }: Statement["extras"][number]): string => t(`compensation.extra.${kind}`, { reason, period: format.period(period) });
} // prettier-ignore

function Balances({ made: { held, owed, drawBalance } }: { made: Made }) {
  const t = useT();
  const list = [["held", held], ["owed", owed], ["drawBalance", drawBalance]] as const; // prettier-ignore
  const shown = list.filter(([, amount]) => amount !== null && parseAmount(amount) !== 0n);
  if (shown.length === 0) return null;
  return <p className="muted small">{shown.map(([name, amount]) => t(`compensation.balance.${name}`, { amount: amount! })).join(" · ")}</p>;
}

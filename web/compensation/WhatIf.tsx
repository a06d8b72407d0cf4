import { useState } from "react";
import { parseAmount } from "#core/base/money.ts";
import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { ErrorState, ExplainButton, TextField } from "../ui/index.ts";
import type { Statement } from "./types.ts";
import { useStop } from "./use-stop.ts";

type Asked = { dealId?: string; amount?: string };

/** 如果再成一单: a deal or an amount of one's own; the server answers by the function that pays. */
export function WhatIf({ statement }: { statement: Statement }) {
  const t = useT();
  const format = useFormat();
  const [dealId, setDeal] = useState("");
  const [amount, setAmount] = useState("");
  const [asked, setAsked] = useState<Asked | null>(null);
  const isBad = dealId === "" && amount !== "" && parseAmount(amount) === null;
  const ask = () => setAsked(dealId ? { dealId } : parseAmount(amount) === null ? null : { amount });
  return (
    <section className="panel stack no-print">
      <h2>{t("compensation.whatIf.title")}</h2>
      <form
        className="what-if"
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <div className="field">
          <label htmlFor="what-if-deal">{t("compensation.whatIf.deal")}</label>
          <select id="what-if-deal" className="input" value={dealId} onChange={(event) => setDeal(event.target.value)}>
            <option value="">{statement.openDeals.length === 0 ? t("compensation.whatIf.none") : t("compensation.whatIf.own")}</option>
            {statement.openDeals.map((deal) => (
              <option key={deal.id} value={deal.id}>
                {deal.name} {deal.amount && format.money(deal.amount)}
              </option>
            ))}
          </select>
        </div>
        {dealId === "" && (
          <TextField
            label={t("compensation.whatIf.amount")}
            inputMode="decimal"
            value={amount}
            onValue={(text) => setAmount(text.replaceAll(",", ""))}
            aria-invalid={isBad}
            hint={isBad ? t("compensation.whatIf.bad") : undefined}
          />
        )}
        <button type="submit" className="button primary" disabled={dealId === "" && parseAmount(amount) === null}>
          {t("compensation.whatIf.try")}
        </button>
      </form>
      <div aria-live="polite">{asked && <Result statement={statement} asked={asked} />}</div>
      <p className="muted small">{t("compensation.whatIf.hint")}</p>
    </section>
  );
}

function Result({ statement, asked }: { statement: Statement; asked: Asked }) {
  const query = useCall("GET /api/statements/:positionId/preview", {
    params: { positionId: statement.seat.positionId },
    query: { period: statement.period.key, ...asked },
  });
  if (query.error) return <ErrorState error={query.error} />;
  return query.data ? <Answer preview={query.data} /> : null;
}

function Answer({ preview }: { preview: Reply<"GET /api/statements/:positionId/preview"> }) {
  const t = useT();
  const format = useFormat();
  const said = useStop();
  const { amount, before, after, difference } = preview;
  const pay = (text: string | null) => (text === null ? "—" : format.exact(text)); // to the cent
  if (after.stop) return <p>{said(after.stop)}</p>;
  const kind = difference === null || /^-?0\.0000$/.test(difference) ? "same" : difference.startsWith("-") ? "loss" : "gain";
  return (
    <div className="what-if-result">
      <b className="num">{t(`compensation.whatIf.${kind}`, { difference: pay(difference?.replace("-", "") ?? null) })}</b>
      <span>{t("compensation.whatIf.result", { amount, before: pay(before.payout), after: pay(after.payout) })}</span>{" "}
      <ExplainButton explain={preview.explanation} />
    </div>
  );
}

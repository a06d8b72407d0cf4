import { useState } from "react";
import { parseAmount } from "#core/base/money.ts";
import { useT } from "../../lib/i18n.ts";
import { useWrite } from "../../lib/query.ts";
import { useFormat } from "../../lib/use-format.ts";
import { ConfirmFlow, TextField, toast } from "../../ui/index.ts";
import { stale, type Pay, type PayRow } from "./types.ts";

/** An amount by hand with its reason; it counts when a second person has approved it. */
export function AdjustDialog({ pay, row, onClose }: { pay: Pay; row: PayRow; onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState("");
  const propose = useWrite("POST /api/pay-adjustments", stale);
  const isBad = amount !== "" && amount !== "-" && parseAmount(amount) === null;
  const save = async () => {
    await propose.mutateAsync({ body: { positionId: row.positionId, period: pay.key, amount, reason } });
    toast({ text: t("pay.adjustmentProposed") });
  };
  return (
    <ConfirmFlow open title={t("pay.adjustOf", { name: row.personName ?? t("compensation.unheld"), period: format.period(pay.key) })} confirmLabel={t("pay.propose")} onConfirm={save} onClose={onClose}>
      <TextField data-autofocus label={t("pay.amount")} hint={isBad ? t("compensation.whatIf.bad") : t("pay.amountHint")} aria-invalid={isBad} inputMode="decimal" value={amount} onValue={(text) => setAmount(text.replaceAll(",", ""))} />
      <TextField label={t("pay.reason")} value={reason} onValue={setReason} />
      <p className="small muted">{t("pay.adjustHint")}</p>
    </ConfirmFlow>
  );
} // prettier-ignore

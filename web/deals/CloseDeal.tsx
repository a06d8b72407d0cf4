import { useState } from "react";
import { parseAmount } from "#core/base/money.ts";
import { useT } from "../lib/i18n.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useWrite } from "../lib/query.ts";
import { DateField, FormProblem, Modal, TextField, toast } from "../ui/index.ts";
import { SelectField } from "../ui/SelectField.tsx";
import { lostKinds, staleAfter, type Deal } from "./types.ts";

type Props = { deal: Deal; outcome: "won" | "lost"; onClose: () => void };

/** Won asks for the amount; lost asks how and why: a first reason, and a second word of one's own or the competitor. */
export function CloseDeal({ deal, outcome, onClose }: Props) {
  const t = useT();
  const { today } = usePrefs();
  const [form, setForm] = useState({ closedOn: today, amount: deal.amount ?? "", lostKind: "", reason: "", other: "", competitor: "" });
  const set = (patch: Partial<typeof form>) => setForm({ ...form, ...patch });
  const close = useWrite("POST /api/deals/:id/closing", staleAfter);
  const isWon = outcome === "won";
  const kind = lostKinds.find((one) => one === form.lostKind);
  const lostReasons = [form.reason, form.other].map((text) => text.trim()).filter((text) => text !== "");
  const isReady =
    form.closedOn !== "" &&
    (isWon
      ? parseAmount(form.amount) !== null
      : kind !== undefined && form.reason.trim() !== "" && (kind !== "competitor" || form.competitor.trim() !== ""));
  const submit = () => {
    const base = { version: deal.version, outcome, closedOn: form.closedOn };
    const body = isWon
      ? { ...base, amount: form.amount }
      : { ...base, ...(kind && { lostKind: kind }), lostReasons, competitor: form.competitor.trim() };
    close.mutate(
      { params: { id: deal.id }, body },
      {
        onSuccess: () => {
          toast({ text: t(`deals.closed.${outcome}`, { name: deal.name }) });
          onClose();
        },
      },
    );
  };
  const foot = (
    <>
      <button type="button" className="button" onClick={onClose}>
        {t("common.cancel")}
      </button>
      <button type="button" className="button primary" disabled={!isReady || close.isPending} onClick={submit}>
        {t(`deals.close.${outcome}`)}
      </button>
    </>
  );
  return (
    <Modal open title={t(`deals.closeTitle.${outcome}`, { name: deal.name || deal.code })} onClose={onClose} foot={foot}>
      <div className="stack">
        <DateField label={t("deals.closedOn")} value={form.closedOn} max={today} required onValue={(closedOn) => set({ closedOn })} />
        {isWon ? (
          <TextField label={t("deals.amountWon")} inputMode="decimal" value={form.amount} required onValue={(amount) => set({ amount })} />
        ) : (
          <>
            <SelectField
              label={t("deals.lostKind")}
              value={form.lostKind}
              of={[["", t("deals.choose")], ...lostKinds.map((one) => [one, t(`deals.lostKinds.${one}`)] as const)]}
              onChange={(lostKind) => set({ lostKind })}
            />
            <TextField label={t("deals.reason")} list="loss-reasons" value={form.reason} required onValue={(reason) => set({ reason })} />
            <datalist id="loss-reasons">
              {(["price", "product", "timing", "budget", "decider", "relation", "terms"] as const).map((one) => (
                <option key={one} value={t(`deals.reasons.${one}`)} />
              ))}
            </datalist>
            {kind === "competitor" ? (
              <TextField label={t("deals.competitor")} value={form.competitor} required onValue={(competitor) => set({ competitor })} />
            ) : (
              <TextField label={t("deals.otherReason")} list="loss-reasons" value={form.other} onValue={(other) => set({ other })} />
            )}
          </>
        )}
        {close.error && <FormProblem error={close.error} />}
      </div>
    </Modal>
  );
}

import { useState } from "react";
import { typed } from "../lib/amounts.ts";
import { useT } from "../lib/i18n.ts";
import { newId } from "../lib/id.ts";
import { useWrite } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { FormProblem, Modal, TextField, toast } from "../ui/index.ts";
import type { Place } from "./words.ts";

type Props = { place: Place; period: string; onClose: () => void };
const short = (amount: string | null | undefined) => (amount == null ? "" : amount.replace(/\.?0+$/, ""));

/** Two numbers and a sentence. What is submitted stays; a new one stands beside it. */
export function CallDialog({ place, period, onClose }: Props) {
  const t = useT();
  const format = useFormat();
  const kind = place.mayCall ?? "submission";
  const last = kind === "override" ? (place.overridden ?? place.submitted) : place.submitted;
  const [commit, setCommit] = useState(short(last?.commit));
  const [best, setBest] = useState(short(last?.best));
  const [note, setNote] = useState("");
  const [id] = useState(newId);
  const save = useWrite("POST /api/forecast-calls", ["/api/forecast"]);
  const [low, high] = [typed(commit), typed(best)];
  const isTakenBack = kind === "override" && commit.trim() === "" && best.trim() === "";
  const send = () =>
    save.mutate(
      { body: { id, period, nodeKind: place.kind, nodeId: place.id, commit: low, best: high, note } },
      {
        onSuccess: () => {
          toast({ text: t(`forecast.done.${kind}`) });
          onClose();
        },
      },
    );
  const foot = (
    <>
      <button type="button" className="button" onClick={onClose}>
        {t("common.cancel")}
      </button>
      <button type="submit" form="forecast-call" className="button primary" disabled={save.isPending || !((low && high) || isTakenBack)}>
        {t(`forecast.act.${kind}`)}
      </button>
    </>
  );
  return (
    <Modal open title={t(`forecast.dialog.${kind}`, { name: place.name, period: format.period(period) })} onClose={onClose} foot={foot}>
      <form
        id="forecast-call"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p className="muted small forecast-note">{t(`forecast.dialog.${kind}Hint`)}</p>
        <div className="forecast-pair">
          <TextField
            label={t("forecast.commit")}
            value={commit}
            onValue={setCommit}
            inputMode="decimal"
            data-autofocus
            hint={low ? format.money(low) : t("forecast.amountHint")}
          />
          <TextField
            label={t("forecast.bestCase")}
            value={best}
            onValue={setBest}
            inputMode="decimal"
            hint={high ? format.money(high) : t("forecast.bestHint")}
          />
        </div>
        <TextField label={t("forecast.note.label")} value={note} onValue={setNote} maxLength={500} />
        {save.error && <FormProblem error={save.error} />}
      </form>
    </Modal>
  );
}

import { useState } from "react";
import { useT } from "../../lib/i18n.ts";
import { useCall, useWrite } from "../../lib/query.ts";
import { useFormat } from "../../lib/use-format.ts";
import { ConfirmFlow, StatusTag, TextField, toast } from "../../ui/index.ts";
import { stale, type Dispute } from "./types.ts";

const kinds = { open: "attention", accepted: "good", rejected: "info", withdrawn: "info" } as const;

/** Questions about statements with their clock; the reader answers them, or takes the own one back. */
export function Disputes({ period, positionId }: { period: string; positionId?: string }) {
  const t = useT();
  const query = useCall("GET /api/pay-disputes", { query: { period, ...(positionId && { positionId }) } });
  const rows = query.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="panel stack" aria-labelledby="disputes">
      <h2 id="disputes">{t("pay.disputes")}</h2>
      <ul className="rows">
        {rows.map((one) => (
          <One key={one.id} one={one} mayAnswer={query.data?.mayAnswer ?? false} />
        ))}
      </ul>
    </section>
  );
}

function One({ one, mayAnswer }: { one: Dispute; mayAnswer: boolean }) {
  const t = useT();
  const format = useFormat();
  const [isAnswering, answer] = useState(false);
  const withdraw = useWrite("POST /api/pay-disputes/:id/withdrawal", stale);
  const isOpen = one.state === "open";
  return (
    <li className="dispute">
      <span className="spread">
        <span>
          <b>{one.personName}</b> <span className="small muted">{one.unitName} · {one.subject ?? t("pay.wholeStatement")}</span>
        </span>
        <span className="row">
          <StatusTag kind={one.isLate ? "danger" : kinds[one.state]}>{t(one.isLate ? "pay.late" : `pay.disputeState.${one.state}`)}</StatusTag>
          {isOpen && <span className="small muted">{t("pay.answerBy", { day: format.day(one.dueOn) })}</span>}
        </span>
      </span>
      <span>{one.question}</span>
      {one.answer && <span className="muted">{t("pay.answered", { name: one.answeredBy ?? "—", answer: one.answer })}</span>}
      {isOpen && (
        <span className="row no-print">
          {mayAnswer && !one.isMine && (
            <button type="button" className="button primary" onClick={() => answer(true)}>
              {t("pay.answer")}
            </button>
          )}
          {one.isMine && (
            <button type="button" className="button" onClick={() => withdraw.mutate({ params: { id: one.id } }, { onError: (error) => toast({ error }) })}>
              {t("pay.withdrawDispute")}
            </button>
          )}
        </span>
      )}
      {isAnswering && <AnswerDialog one={one} onClose={() => answer(false)} />}
    </li>
  );
} // prettier-ignore

function AnswerDialog({ one, onClose }: { one: Dispute; onClose: () => void }) {
  const t = useT();
  const [outcome, choose] = useState<"accepted" | "rejected">("rejected");
  const [text, setText] = useState("");
  const write = useWrite("POST /api/pay-disputes/:id/answer", stale);
  return (
    <ConfirmFlow open title={t("pay.answer")} confirmLabel={t("pay.answer")} onConfirm={() => write.mutateAsync({ params: { id: one.id }, body: { outcome, answer: text } })} onClose={onClose}>
      <p>{one.question}</p>
      <div className="row" role="radiogroup" aria-label={t("pay.outcome")}>
        {(["accepted", "rejected"] as const).map((name) => (
          <label key={name} className="row">
            <input type="radio" name="outcome" checked={outcome === name} onChange={() => choose(name)} /> {t(`pay.disputeState.${name}`)}
          </label>
        ))}
      </div>
      <TextField label={t("pay.answerText")} value={text} onValue={setText} />
      <p className="small muted">{t("pay.answerHint")}</p>
    </ConfirmFlow>
  );
} // prettier-ignore

import { useState } from "react";
import { useT } from "../../lib/i18n.ts";
import { useWrite } from "../../lib/query.ts";
import { ConfirmFlow, TextField, toast } from "../../ui/index.ts";
import { stale } from "./types.ts";

/** 提异议: about the whole statement, or one line of it. */
export function AskDispute({ positionId, period }: { positionId: string; period: string }) {
  const t = useT();
  const [isOpen, open] = useState(false);
  const [question, setQuestion] = useState("");
  const [subject, setSubject] = useState("");
  const ask = useWrite("POST /api/pay-disputes", stale);
  const send = async () => {
    await ask.mutateAsync({ body: { positionId, period, subject: subject.trim() || null, question } });
    toast({ text: t("pay.disputeSent") });
    setQuestion("");
  };
  return (
    <>
      <button type="button" className="button no-print" onClick={() => open(true)}>
        {t("pay.ask")}
      </button>
      {isOpen && (
        <ConfirmFlow open title={t("pay.ask")} confirmLabel={t("pay.send")} onConfirm={send} onClose={() => open(false)}>
          <TextField label={t("pay.subject")} hint={t("pay.subjectHint")} value={subject} onValue={setSubject} />
          <TextField data-autofocus label={t("pay.question")} value={question} onValue={setQuestion} />
          <p className="small muted">{t("pay.askHint")}</p>
        </ConfirmFlow>
      )}
    </>
  );
}

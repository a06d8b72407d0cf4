import { useState } from "react";
import { useT } from "../../lib/i18n.ts";
import { useGo } from "../../lib/place.ts";
import { usePrefs } from "../../lib/prefs.ts";
import { useWrite } from "../../lib/query.ts";
import { ConfirmFlow, DateField, toast } from "../../ui/index.ts";

/** Keeps the text as the next version of its plan; nothing is paid by it before a second person has published it. */
export function SaveDraft({ text }: { text: string }) {
  const t = useT();
  const go = useGo();
  const { today } = usePrefs();
  const [isOpen, open] = useState(false);
  const [validFrom, setFrom] = useState(`${today.slice(0, 7)}-01`);
  const save = useWrite("POST /api/plans", ["/api/plans"]);
  const confirm = async () => {
    const { id, name, version } = await save.mutateAsync({ body: { text, validFrom } });
    toast({ text: t("plan.saved", { name, version }) });
    go(`/incentive-plans?plan=${id}`);
  };
  return (
    <>
      <button type="button" className="button" disabled={text.trim() === ""} onClick={() => open(true)}>
        {t("plan.saveDraft")}
      </button>
      {isOpen && (
        <ConfirmFlow open title={t("plan.saveDraft")} confirmLabel={t("plan.saveDraft")} onConfirm={confirm} onClose={() => open(false)}>
          <DateField label={t("plan.validFrom")} value={validFrom} onValue={setFrom} />
          <p className="small muted">{t("plan.saveHint")}</p>
        </ConfirmFlow>
      )}
    </>
  );
}

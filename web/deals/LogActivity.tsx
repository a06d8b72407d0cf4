import { useState } from "react";
import { newId } from "../lib/id.ts";
import { useT } from "../lib/i18n.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useWrite } from "../lib/query.ts";
import { DateField, FormProblem, TextField, toast } from "../ui/index.ts";
import { SelectField } from "../ui/SelectField.tsx";
import { activityKinds, staleAfter, type Record } from "./types.ts";

const empty = { kind: "visit", outcome: "", nextStep: "", contact: "", purpose: "" };

/** Two fields and done: what it was and what came of it; the rest makes it an effective one. */
export function LogActivity({ deal }: { deal: Record }) {
  const t = useT();
  const { today } = usePrefs();
  const [form, setForm] = useState({ ...empty, doneOn: today });
  const set = (patch: Partial<typeof form>) => setForm({ ...form, ...patch });
  const log = useWrite("POST /api/deals/:id/activities", staleAfter);
  const kind = activityKinds.find((one) => one === form.kind) ?? "visit";
  const submit = () =>
    log.mutate(
      { params: { id: deal.id }, body: { ...form, kind, id: newId() } },
      {
        onSuccess: () => {
          setForm({ ...empty, kind, doneOn: today });
          toast({ text: t("deals.noted") });
        },
      },
    );
  return (
    <form
      className="panel stack"
      aria-labelledby="log"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2 id="log">{t("deals.log")}</h2>
      <div className="form-grid">
        <SelectField
          label={t("deals.activity")}
          value={form.kind}
          of={activityKinds.map((one) => [one, t(`deals.activities.${one}`)])}
          onChange={(next) => set({ kind: next })}
        />
        <TextField label={t("deals.result")} value={form.outcome} maxLength={500} required onValue={(outcome) => set({ outcome })} />
      </div>
      <details>
        <summary>{t("deals.moreFields")}</summary>
        <div className="form-grid">
          <DateField label={t("deals.doneOn")} value={form.doneOn} max={today} onValue={(doneOn) => set({ doneOn })} />
          <TextField label={t("deals.contact")} value={form.contact} maxLength={100} onValue={(contact) => set({ contact })} />
          <TextField label={t("deals.purpose")} value={form.purpose} maxLength={200} onValue={(purpose) => set({ purpose })} />
          <TextField label={t("deals.nextStep")} value={form.nextStep} maxLength={200} onValue={(nextStep) => set({ nextStep })} />
        </div>
        <p className="small muted">{t("deals.effective")}</p>
      </details>
      {log.error && <FormProblem error={log.error} />}
      <div>
        <button type="submit" className="button primary" disabled={form.outcome.trim() === "" || form.doneOn === "" || log.isPending}>
          {t("deals.note")}
        </button>
      </div>
    </form>
  );
}

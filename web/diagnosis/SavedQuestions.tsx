import { useState } from "react";
import { newId } from "../lib/id.ts";
import { useT } from "../lib/i18n.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { FormProblem, Modal, TextField, toast } from "../ui/index.ts";
import { RemoveButton } from "../ui/RemoveButton.tsx";
import { names, type Change, type Filters } from "./words.ts";

const stale = ["/api/saved-analyses"];
/** Questions worth asking again: kept with their scope, answered anew each time, in the reader's own reach. */
export function SavedQuestions({ filters, change, question }: { filters: Filters; change: Change; question: string }) {
  const t = useT();
  const [isOpen, open] = useState(false);
  const { data } = useCall("GET /api/saved-analyses", { query: {} });
  const remove = useWrite("DELETE /api/saved-analyses/:id", stale);
  const rows = data?.rows ?? [];
  return (
    <details className="saved">
      <summary>{t("diagnosis.saved.title", { count: rows.length })}</summary>
      <ul className="rows">
        {rows.map((one) => (
          <li key={one.id} className="spread">
            <button type="button" className="text-button grow" onClick={() => change(Object.fromEntries(names.map((name) => [name, one.filters[name] ?? ""])))}>
              {one.name}
            </button>
            <span className="muted small">{one.isMine ? (one.isShared ? t("diagnosis.saved.shared") : "") : one.author}</span>
            {one.isMine && <RemoveButton name={one.name} onRemove={() => remove.mutateAsync({ params: { id: one.id } })} />}
          </li>
        ))}
      </ul>
      <button type="button" className="button" onClick={() => open(true)}>
        {t("diagnosis.saved.add")}
      </button>
      {isOpen && <Save filters={filters} question={question} onClose={() => open(false)} />}
    </details>
  );
} // prettier-ignore

function Save({ filters, question, onClose }: { filters: Filters; question: string; onClose: () => void }) {
  const t = useT();
  const save = useWrite("POST /api/saved-analyses", stale);
  const [form, setForm] = useState({ id: newId(), name: question.slice(0, 80), isShared: false, withPeriod: false });
  const kept = Object.fromEntries(Object.entries(filters).filter(([name, value]) => value !== undefined && value !== "" && (form.withPeriod || name !== "period")));
  const submit = () =>
    save.mutate(
      { body: { id: form.id, name: form.name.trim(), isShared: form.isShared, filters: kept as Record<string, string> } },
      {
        onSuccess: () => {
          toast({ text: t("diagnosis.saved.done") });
          onClose();
        },
      },
    );
  const foot = (
    <button type="button" className="button primary" disabled={form.name.trim() === "" || save.isPending} onClick={submit}>
      {t("common.save")}
    </button>
  );
  return (
    <Modal open title={t("diagnosis.saved.add")} onClose={onClose} foot={foot}>
      <div className="stack">
        <TextField label={t("diagnosis.saved.name")} value={form.name} maxLength={80} onValue={(name) => setForm({ ...form, name })} />
        <label className="row">
          <input type="checkbox" checked={form.withPeriod} onChange={() => setForm({ ...form, withPeriod: !form.withPeriod })} />
          {t("diagnosis.saved.withPeriod")}
        </label>
        <label className="row">
          <input type="checkbox" checked={form.isShared} onChange={() => setForm({ ...form, isShared: !form.isShared })} />
          {t("diagnosis.saved.share")}
        </label>
        <p className="muted small">{t("diagnosis.saved.hint")}</p>
        {save.error && <FormProblem error={save.error} />}
      </div>
    </Modal>
  );
} // prettier-ignore

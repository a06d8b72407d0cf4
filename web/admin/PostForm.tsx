import { useState } from "react";
import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useWrite } from "../lib/query.ts";
import { DateField, FormProblem, Modal, PersonPicker, TextField } from "../ui/index.ts";
import { SelectField } from "../ui/SelectField.tsx";
import type { Unit } from "./OrganisationPage.tsx";

type Person = Reply<"GET /api/people/:id">;
const roles = ["rep", "manager", "director", "hr", "finance", "executive", "admin"] as const;
type Role = (typeof roles)[number];
type Props = { units: readonly Unit[]; unit?: Unit | undefined; person?: Person; onClose: () => void; onDone?: (id: string) => void };
const stale = ["/api/people", "/api/units", "/api/organisation", "/api/team", "/api/home", "/api/users", "/api/targets"];

/** Hire (no person given) or transfer: a post from a day on, and what that will do. */
export function PostForm({ units, unit, person, onClose, onDone }: Props) {
  const t = useT();
  const { today } = usePrefs();
  const post = person?.posts[0];
  const [form, setForm] = useState({
    code: "", name: "", title: post?.title ?? "", unit: post?.unitCode ?? unit?.code ?? "", manager: post?.managerCode ?? "", managerName: post?.managerName ?? "",
    role: (person?.roles[0]?.role ?? "rep") as Role, from: today, isSelling: post?.isSelling ?? true,
  }); // prettier-ignore
  const set = (patch: Partial<typeof form>) => setForm({ ...form, ...patch });
  const hire = useWrite("POST /api/people", stale);
  const move = useWrite("POST /api/people/:id/transfers", stale);
  const { error, isPending } = person ? move : hire;
  const isReady =
    form.title.trim() !== "" &&
    form.unit !== "" &&
    form.from !== "" &&
    (person !== undefined || (form.code.trim() !== "" && form.name.trim() !== ""));
  const submit = () => {
    const { code, name, managerName: _, ...rest } = { ...form, manager: form.manager || null };
    if (person)
      return move.mutate({ params: { id: person.person.id }, body: { version: person.person.version, ...rest } }, { onSuccess: onClose });
    return hire.mutate(
      { body: { code, name, ...rest } },
      {
        onSuccess: ({ id }) => {
          onClose();
          onDone?.(id);
        },
      },
    );
  };
  const unitName = units.find((one) => one.code === form.unit)?.name ?? "";
  const foot = (
    <>
      <button type="button" className="button" onClick={onClose}>
        {t("common.cancel")}
      </button>
      <button type="button" className="button primary" disabled={!isReady || isPending} onClick={submit}>
        {t(person ? "organisation.transfer" : "organisation.hire")}
      </button>
    </>
  );
  return (
    <Modal
      open
      title={person ? t("organisation.transferTitle", { name: person.person.name }) : t("organisation.hire")}
      onClose={onClose}
      foot={foot}
    >
      <div className="stack">
        <div className="form-grid">
          {!person && (
            <TextField label={t("organisation.code")} value={form.code} onValue={(code) => set({ code })} required data-autofocus />
          )}
          {!person && <TextField label={t("organisation.name")} value={form.name} onValue={(name) => set({ name })} required />}
          <TextField
            label={t("organisation.title")}
            value={form.title}
            onValue={(title) => set({ title })}
            required
            {...(person && { "data-autofocus": true })}
          />
          <SelectField
            label={t("organisation.unit")}
            value={form.unit}
            of={units.map((one) => [one.code, `${"　".repeat(one.depth)}${one.name}`])}
            onChange={(code) => set({ unit: code })}
          />
          <SelectField
            label={t("organisation.role")}
            value={form.role}
            of={roles.map((role) => [role, t(`role.${role}`)])}
            onChange={(role) => set({ role: role as Role })}
          />
          <DateField label={t("organisation.from")} value={form.from} onValue={(from) => set({ from })} required />
        </div>
        {form.manager ? (
          <p className="row">
            {t("organisation.managerIs", { name: form.managerName, code: form.manager })}
            <button type="button" className="text-button" onClick={() => set({ manager: "", managerName: "" })}>
              {t("organisation.changeManager")}
            </button>
          </p>
        ) : (
          <PersonPicker label={t("organisation.manager")} onPick={(found) => set({ manager: found.code, managerName: found.label })} />
        )}
        <label className="row">
          <input type="checkbox" checked={form.isSelling} onChange={(event) => set({ isSelling: event.target.checked })} />
          {t("organisation.selling")}
        </label>
        {isReady && (
          <p className="panel notice small">
            {t(form.from < today ? "organisation.whatBackdated" : "organisation.what", {
              on: form.from,
              unit: unitName,
              title: form.title,
            })}
          </p>
        )}
        {error && <FormProblem error={error} />}
      </div>
    </Modal>
  );
}

import { useState } from "react";
import { useT } from "../lib/i18n.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useWrite } from "../lib/query.ts";
import { DateField, FormProblem, Modal, TextField } from "../ui/index.ts";
import { SelectField } from "../ui/SelectField.tsx";
import type { Unit } from "./OrganisationPage.tsx";

type Props = { units: readonly Unit[]; unit?: Unit; parent?: Unit | undefined; onClose: () => void };
type Kind = Unit["kind"];
const stale = ["/api/units", "/api/organisation", "/api/targets", "/api/home", "/api/metrics"];

/** A new unit, or another name, kind or parent of one, from a day on. */
export function UnitForm({ units, unit, parent, onClose }: Props) {
  const t = useT();
  const { today } = usePrefs();
  const above = unit ? units.find((one) => one.id === unit.parentId) : parent;
  const [form, setForm] = useState({
    code: "",
    name: unit?.name ?? "",
    kind: unit?.kind ?? ("team" as Kind),
    parent: above?.code ?? "",
    from: today,
  });
  const set = (patch: Partial<typeof form>) => setForm({ ...form, ...patch });
  const create = useWrite("POST /api/units", stale);
  const change = useWrite("POST /api/units/:id/changes", stale);
  const { error, isPending } = unit ? change : create;
  const submit = () => {
    const { code, ...rest } = { ...form, parent: form.parent || null };
    if (unit) change.mutate({ params: { id: unit.id }, body: { version: unit.version, ...rest } }, { onSuccess: onClose });
    else create.mutate({ body: { code, ...rest } }, { onSuccess: onClose });
  };
  const isReady = form.name.trim() !== "" && form.from !== "" && (unit !== undefined || form.code.trim() !== "");
  const foot = (
    <>
      <button type="button" className="button" onClick={onClose}>
        {t("common.cancel")}
      </button>
      <button type="button" className="button primary" disabled={!isReady || isPending} onClick={submit}>
        {t("common.save")}
      </button>
    </>
  );
  return (
    <Modal open title={unit ? t("organisation.changeTitle", { name: unit.name }) : t("organisation.newUnit")} onClose={onClose} foot={foot}>
      <div className="stack">
        <div className="form-grid">
          {!unit && (
            <TextField label={t("organisation.unitCode")} value={form.code} onValue={(code) => set({ code })} required data-autofocus />
          )}
          <TextField
            label={t("organisation.unitName")}
            value={form.name}
            onValue={(name) => set({ name })}
            required
            {...(unit && { "data-autofocus": true })}
          />
          <SelectField
            label={t("organisation.kindLabel")}
            value={form.kind}
            of={(["company", "region", "team"] as const).map((kind) => [kind, t(`organisation.kind.${kind}`)])}
            onChange={(kind) => set({ kind: kind as Kind })}
          />
          <SelectField
            label={t("organisation.parent")}
            value={form.parent}
            of={[
              ["", t("organisation.top")],
              ...units.filter((one) => one.id !== unit?.id).map((one) => [one.code, `${"　".repeat(one.depth)}${one.name}`] as const),
            ]}
            onChange={(code) => set({ parent: code })}
          />
          <DateField label={t("organisation.from")} value={form.from} onValue={(from) => set({ from })} required />
        </div>
        {unit && <p className="panel notice small">{t("organisation.whatUnit", { on: form.from })}</p>}
        {error && <FormProblem error={error} />}
      </div>
    </Modal>
  );
}

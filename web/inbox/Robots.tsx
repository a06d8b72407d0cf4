import { useState } from "react";
import { newId } from "../lib/id.ts";
import { useT } from "../lib/i18n.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { FormProblem, TextField, toast } from "../ui/index.ts";
import { SelectField } from "../ui/SelectField.tsx";

const kinds = ["wecom", "dingtalk", "feishu"] as const;

/** Group robots, kept by who runs the system: for which unit, at which address. The address is never shown again. */
export function Robots() {
  const t = useT();
  const units = useCall("GET /api/organisation", {}).data?.units ?? [];
  const save = useWrite("POST /api/robots", ["/api/robots"]);
  const [form, setForm] = useState({ name: "", kind: "wecom", address: "", key: "", unit: "" });
  const set = (patch: Partial<typeof form>) => setForm({ ...form, ...patch });
  const unitId = form.unit || units[0]?.id;
  const submit = () =>
    unitId &&
    save.mutate(
      {
        body: {
          id: newId(),
          name: form.name,
          kind: form.kind as (typeof kinds)[number],
          address: form.address.trim(),
          key: form.key.trim(),
          unitId,
        },
      },
      {
        onSuccess: () => {
          toast({ text: t("inbox.robot.saved", { name: form.name }) });
          set({ name: "", address: "", key: "" });
        },
      },
    );
  return (
    <form className="panel stack delivery" aria-label={t("inbox.tabs.robots")} onSubmit={(event) => (event.preventDefault(), submit())}>
      <p className="muted">{t("inbox.robot.hint")}</p>
      <TextField label={t("inbox.robot.name")} value={form.name} onValue={(name) => set({ name })} required maxLength={60} />
      <SelectField
        label={t("inbox.robot.kind")}
        value={form.kind}
        of={kinds.map((one) => [one, t(`inbox.robot.kinds.${one}`)])}
        onChange={(kind) => set({ kind })}
      />
      <SelectField
        label={t("inbox.robot.unit")}
        value={unitId ?? ""}
        of={units.map((one) => [one.id, one.name])}
        onChange={(unit) => set({ unit })}
      />
      <TextField
        label={t("inbox.robot.address")}
        hint={t("inbox.robot.addressHint")}
        type="url"
        value={form.address}
        onValue={(address) => set({ address })}
        required
      />
      <TextField label={t("inbox.robot.key")} hint={t("inbox.robot.keyHint")} value={form.key} onValue={(key) => set({ key })} />
      {save.error && <FormProblem error={save.error} />}
      <div className="row">
        <button type="submit" className="button primary" disabled={save.isPending || !unitId}>
          {t("inbox.robot.add")}
        </button>
      </div>
    </form>
  );
}

import { useState } from "react";
import { useNavigate } from "@tanstack/react-router";
import { parseAmount } from "#core/base/money.ts";
import { newId } from "../lib/id.ts";
import { useT } from "../lib/i18n.ts";
import { useMe } from "../lib/me.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { DateField, FormProblem, Modal, PersonPicker, TextField, toast } from "../ui/index.ts";
import { SelectField } from "../ui/SelectField.tsx";
import { categories } from "../lib/categories.ts";
import { staleAfter } from "./types.ts";

type Choice = { readonly code: string; readonly label: string } | null;

/** A new deal with what is known of it by now; only its name is needed, the rest can follow on its page. */
export function NewDeal({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { today } = usePrefs();
  const navigate = useNavigate();
  const create = useWrite("POST /api/deals", staleAfter);
  const [id] = useState(newId);
  const [form, setForm] = useState({ name: "", stage: "", amount: "", expectedOn: "", category: "pipeline", source: "", nextStep: "", nextStepOn: "" });
  const [customer, setCustomer] = useState<Choice>(null);
  const [owner, setOwner] = useState<Choice>(null);
  const set = (patch: Partial<typeof form>) => setForm({ ...form, ...patch });
  const isBad = form.amount !== "" && parseAmount(form.amount) === null;
  const submit = () => {
    const { name, source, nextStep, stage, amount, expectedOn, nextStepOn } = form;
    const filled = Object.fromEntries(Object.entries({ stage, amount, expectedOn, nextStepOn }).filter(([, value]) => value !== ""));
    const chosen = { ...(customer && { customer: customer.code }), ...(owner && { owner: owner.code }) };
    const category = categories.find((one) => one === form.category)!;
    create.mutate(
      { body: { id, name: name.trim(), source, nextStep, category, ...filled, ...chosen } },
      {
        onSuccess: () => {
          toast({ text: t("deals.createDone", { name: name.trim() }) });
          void navigate({ to: "/deals/$dealId", params: { dealId: id } });
        },
      },
    );
  };
  const foot = (
    <>
      <button type="button" className="button" onClick={onClose}>
        {t("common.cancel")}
      </button>
      <button type="button" className="button primary" disabled={form.name.trim() === "" || isBad || create.isPending} onClick={submit}>
        {t("common.save")}
      </button>
    </>
  );
  return (
    <Modal open title={t("deals.create")} onClose={onClose} foot={foot}>
      <div className="stack">
        <TextField label={t("deals.createName")} value={form.name} maxLength={200} required placeholder={t("deals.createNameHint")} onValue={(name) => set({ name })} />
        <Chosen label={t("deals.customer")} kind="customer" placeholder={t("deals.findCustomer")} value={customer} onChange={setCustomer} />
        <Owner value={owner} onChange={setOwner} />
        <Stage value={form.stage} onChange={(stage) => set({ stage })} />
        <TextField label={t("deals.amount")} inputMode="decimal" value={form.amount} placeholder={t("deals.amountHint")} aria-invalid={isBad} {...(isBad && { hint: t("deals.amountBad") })} onValue={(amount) => set({ amount })} />
        <DateField label={t("deals.expected")} value={form.expectedOn} min={today} onValue={(expectedOn) => set({ expectedOn })} />
        <SelectField label={t("deals.category")} value={form.category} of={categories.map((one) => [one, t(`deals.categories.${one}`)])} onChange={(category) => set({ category })} />
        <TextField label={t("deals.source")} value={form.source} maxLength={100} onValue={(source) => set({ source })} />
        <TextField label={t("deals.nextStep")} value={form.nextStep} maxLength={200} onValue={(nextStep) => set({ nextStep })} />
        <DateField label={t("deals.nextStepOn")} value={form.nextStepOn} min={today} onValue={(nextStepOn) => set({ nextStepOn })} />
        {create.error && <FormProblem error={create.error} />}
      </div>
    </Modal>
  );
} // prettier-ignore

/** A rep writes the own deals down; others may write them down for somebody of theirs. */
function Owner({ value, onChange }: { value: Choice; onChange: (value: Choice) => void }) {
  const t = useT();
  const isRep = useMe().roles.every((role) => role === "rep");
  return isRep ? null : <Chosen label={t("deals.owner")} kind="person" value={value} onChange={onChange} />;
}

function Stage({ value, onChange }: { value: string; onChange: (stage: string) => void }) {
  const t = useT();
  const { data } = useCall("GET /api/deal-board", { query: {} });
  const open = (data?.columns ?? []).filter((column) => column.kind === "open");
  if (open.length === 0) return null;
  return (
    <SelectField label={t("deals.stage")} value={value || open[0]!.name} of={open.map(({ name }) => [name, name])} onChange={onChange} />
  );
}

type ChosenProps = { label: string; kind: "customer" | "person"; placeholder?: string; value: Choice; onChange: (value: Choice) => void };

/** A search until something is picked; then its name, and a way back. */
function Chosen({ label, kind, placeholder, value, onChange }: ChosenProps) {
  const t = useT();
  if (!value) return <PersonPicker label={label} kind={kind} {...(placeholder && { placeholder })} onPick={onChange} />;
  return (
    <p className="row">
      <span className="muted">{label}</span> <b>{value.label}</b>
      <button type="button" className="text-button" onClick={() => onChange(null)}>
        {t("deals.chooseAgain")}
      </button>
    </p>
  );
}

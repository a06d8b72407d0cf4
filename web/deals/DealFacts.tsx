import { useState } from "react";
import { parseAmount } from "#core/base/money.ts";
import { movedTo } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useWrite } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { DateField, FormProblem, PersonPicker, TextField, toast } from "../ui/index.ts";
import { SelectField } from "../ui/SelectField.tsx";
import { SplitForm } from "./SplitForm.tsx";
import { categories } from "../lib/categories.ts";
import { staleAfter, type Record } from "./types.ts";

/** The facts to read; one button turns them into fields. Only what was changed is sent. */
export function DealFacts({ deal }: { deal: Record }) {
  const t = useT();
  const [isEditing, edit] = useState(false);
  return (
    <section className="panel stack" aria-labelledby="deal-facts">
      <div className="spread">
        <h2 id="deal-facts">{t("deals.facts")}</h2>
        {deal.mayWrite && deal.outcome === "open" && !isEditing && (
          <button type="button" className="button" onClick={() => edit(true)}>
            {t("common.edit")}
          </button>
        )}
      </div>
      {isEditing ? <FactsForm deal={deal} onDone={() => edit(false)} /> : <FactsRead deal={deal} />}
    </section>
  );
}

function FactsRead({ deal }: { deal: Record }) {
  const t = useT();
  const format = useFormat();
  const shares = (of: Record["split"]) => of.map((one) => `${one.name || t("deals.nobody")} ${format.rate(String(one.sharePpm))}`).join(t("common.listSeparator"));
  const rows: [string, string][] = [
    [t("deals.amount"), deal.amount === null ? t("deals.unknown") : format.exact(deal.amount)],
    [t("deals.expected"), deal.expectedOn ?? t("deals.unknown")],
    [t("deals.category"), t(`deals.categories.${deal.category}`)],
    [t("deals.owner"), deal.owner ?? t("deals.nobody")],
    ...(deal.split.length > 1 ? [[t("deals.split"), shares(deal.split)] as [string, string]] : []),
    ...(deal.overlay.length > 0 ? [[t("deals.overlay"), shares(deal.overlay)] as [string, string]] : []),
    [t("deals.source"), deal.source || t("deals.unknown")],
    [t("deals.created"), deal.createdOn ?? t("deals.unknown")],
    [t("deals.pushesLabel"), String(deal.pushes)],
    ...(deal.closedOn ? [[t("deals.closedOn"), deal.closedOn] as [string, string]] : []),
    ...(deal.lostKind ? [[t("deals.lostKind"), t(`deals.lostKinds.${deal.lostKind}`)] as [string, string]] : []),
    ...(deal.lostReasons.length > 0 ? [[t("deals.reason"), deal.lostReasons.join(t("common.listSeparator"))] as [string, string]] : []),
    ...(deal.competitor ? [[t("deals.competitor"), deal.competitor] as [string, string]] : []),
  ];
  return (
    <dl className="facts-list">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt className="muted small">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
} // prettier-ignore

function FactsForm({ deal, onDone }: { deal: Record; onDone: () => void }) {
  const t = useT();
  const save = useWrite("PATCH /api/deals/:id", staleAfter);
  const first = { amount: deal.amount ?? "", expectedOn: deal.expectedOn ?? "", category: deal.category as string, nextStep: deal.nextStep, nextStepOn: deal.nextStepOn ?? "" };
  const [form, setForm] = useState({ ...first, owner: null as { code: string; name: string } | null });
  const [split, setSplit] = useState<Record["split"] | null>(null);
  const set = (patch: Partial<typeof form>) => setForm({ ...form, ...patch });
  const isBad = form.amount !== "" && parseAmount(form.amount) === null;
  const now = movedTo<Record>(save.error);
  const submit = () => {
    const changed = {
      ...(form.amount !== first.amount && { amount: form.amount === "" ? null : form.amount }),
      ...(form.expectedOn !== first.expectedOn && { expectedOn: form.expectedOn || null }),
      ...(form.category !== first.category && { category: categories.find((one) => one === form.category)! }),
      ...(form.nextStep !== first.nextStep && { nextStep: form.nextStep }),
      ...(form.nextStepOn !== first.nextStepOn && { nextStepOn: form.nextStepOn || null }),
      ...(form.owner && { owner: form.owner.code }),
      ...(split && { split: split.map(({ person, sharePpm }) => ({ person, sharePpm })) }),
    };
    save.mutate(
      { params: { id: deal.id }, body: { version: (now ?? deal).version, ...changed } },
      { onSuccess: () => (toast({ text: t("deals.saved") }), onDone()) },
    );
  };
  return (
    <div className="stack">
      <TextField label={t("deals.amount")} inputMode="decimal" value={form.amount} aria-invalid={isBad} onValue={(amount) => set({ amount })} />
      <DateField label={t("deals.expected")} value={form.expectedOn} onValue={(expectedOn) => set({ expectedOn })} />
      <SelectField label={t("deals.category")} value={form.category} of={categories.map((one) => [one, t(`deals.categories.${one}`)])} onChange={(category) => set({ category })} />
      <TextField label={t("deals.nextStep")} value={form.nextStep} maxLength={200} onValue={(nextStep) => set({ nextStep })} />
      <DateField label={t("deals.nextStepOn")} value={form.nextStepOn} onValue={(nextStepOn) => set({ nextStepOn })} />
      {form.owner ? (
        <p className="row">
          {t("deals.handedTo", { name: form.owner.name })}
          <button type="button" className="text-button" onClick={() => set({ owner: null })}>
            {t("common.undo")}
          </button>
        </p>
      ) : (
        <PersonPicker label={t("deals.handTo")} onPick={(found) => set({ owner: { code: found.code, name: found.label } })} />
      )}
      <SplitForm split={split ?? deal.split} onSplit={setSplit} />
      {now && <p className="panel notice small">{t("deals.movedBy", { stage: now.stage, amount: now.amount ?? "0", expected: now.expectedOn ?? "—" })}</p>}
      {save.error && <FormProblem error={save.error} />}
      <div className="row">
        <button type="button" className="button primary" disabled={isBad || save.isPending || (split !== null && sumOf(split) !== 1_000_000)} onClick={submit}>
          {t("common.save")}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t("common.cancel")}
        </button>
      </div>
    </div>
  );
} // prettier-ignore

const sumOf = (split: Record["split"]): number => split.reduce((sum, one) => sum + one.sharePpm, 0);

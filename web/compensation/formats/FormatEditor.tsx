import { useState } from "react";
import { sources } from "#core/compensation/layout.ts";
import { useT } from "../../lib/i18n.ts";
import { useWrite } from "../../lib/query.ts";
import { FormProblem, TextField, toast } from "../../ui/index.ts";
import { RemoveButton } from "../../ui/RemoveButton.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { Accounts } from "./Accounts.tsx";
import { Columns } from "./Columns.tsx";
import { FormatPreview } from "./FormatPreview.tsx";
import { columnsFor, type Draft } from "./shape.ts";

const stale = ["/api/export-formats"];

/** One format: what a row is, its columns, its accounts; beside it the file as it would be. */
export function FormatEditor({ id, kept, onClose }: { id: string; kept: Draft; onClose: () => void }) {
  const t = useT();
  const [draft, setDraft] = useState(kept);
  const save = useWrite("PUT /api/export-formats/:id", stale);
  const remove = useWrite("DELETE /api/export-formats/:id", stale);
  const { name, layout, file } = draft;
  const isReady = name.trim() !== "" && layout.columns.length > 0 && layout.columns.every(({ title }) => title.trim() !== "");
  const submit = () =>
    save.mutate(
      { params: { id }, body: { name, layout, file, version: kept.version } },
      {
        onSuccess: () => {
          toast({ text: t("pay.format.saved", { name }) });
          onClose();
        },
      },
    );
  return (
    <section className="panel stack" aria-labelledby="format">
      <h2 id="format">{name.trim() || t("pay.format.new")}</h2>
      <Head draft={draft} onChange={setDraft} />
      <Columns layout={layout} onChange={(columns) => setDraft({ ...draft, layout: { ...layout, columns } })} />
      {layout.source === "voucher" && <Accounts layout={layout} onChange={(next) => setDraft({ ...draft, layout: next })} />}
      <FormatPreview layout={layout} />
      {save.error && <FormProblem error={save.error} />}
      <div className="row">
        <button type="button" className="button primary" disabled={!isReady || save.isPending} onClick={submit}>
          {t("common.save")}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t("common.cancel")}
        </button>
        {kept.version > 0 && <RemoveButton name={kept.name} onRemove={() => remove.mutateAsync({ params: { id } }).then(onClose)} />}
      </div>
    </section>
  );
}

function Head({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const t = useT();
  const { name, layout, file } = draft;
  const ofSource = (source: (typeof sources)[number]) =>
    onChange({ ...draft, layout: { ...layout, source, columns: columnsFor(source, (field) => t(`pay.format.field.${field}`)) } });
  return (
    <div className="form-grid">
      <TextField label={t("pay.format.name")} hint={t("pay.format.nameHint")} value={name} onValue={(text) => onChange({ ...draft, name: text })} />
      <SelectField label={t("pay.format.content")} value={layout.source} of={sources.map((one) => [one, t(`pay.format.source.${one}`)] as const)} onChange={(one) => ofSource(sources.find((known) => known === one)!)} />
      <SelectField label={t("pay.format.kind")} value={file.kind} of={[["csv", "CSV"], ["xlsx", "Excel (XLSX)"]]} onChange={(kind) => onChange({ ...draft, file: { ...file, kind: kind === "csv" ? "csv" : "xlsx" } })} />
      {file.kind === "csv" && (
        <SelectField label={t("pay.format.encoding")} value={file.encoding} of={[["utf-8", "UTF-8"], ["gbk", "GBK"]]} onChange={(encoding) => onChange({ ...draft, file: { ...file, encoding: encoding === "gbk" ? "gbk" : "utf-8" } })} />
      )}
      <SelectField label={t("pay.format.unit")} value={layout.unit} of={[["major", t("pay.format.major")], ["minor", t("pay.format.minor")]]} onChange={(unit) => onChange({ ...draft, layout: { ...layout, unit: unit === "minor" ? "minor" : "major" } })} />
    </div>
  );
} // prettier-ignore

import { useState } from "react";
import { useT } from "../lib/i18n.ts";
import { useWrite } from "../lib/query.ts";
import { FormProblem } from "../ui/index.ts";
import { ReadingChoice } from "./ReadingChoice.tsx";
import type { Detail, Preview, Reading } from "./types.ts";

/** Step two: how the text is read, and which column is which. What could be guessed is filled in. */
export function ColumnsStep({ found: first, onPreview }: { found: Detail; onPreview: (preview: Preview) => void }) {
  const t = useT();
  const [found, setFound] = useState(first);
  const [reading, setReading] = useState(first.reading);
  const check = useWrite("POST /api/imports/:id/preview", ["/api/imports"]);
  const reread = useWrite("POST /api/imports/:id/reading");
  const readAs = (change: Partial<Reading>) => {
    const { columns: _, ...body } = { ...reading, ...change };
    reread.mutate({ params: { id: found.id }, body }, { onSuccess: (again) => (setFound(again), setReading(again.reading)) });
  };
  const missing = found.fields.filter(
    (field) => field.isRequired && reading.columns[field.name] === undefined && !reading.constants[field.name],
  );
  const submit = () => check.mutate({ params: { id: found.id }, body: { reading, mode: found.mode } }, { onSuccess: onPreview });
  return (
    <>
      <ReadingChoice found={found} reading={reading} isBusy={reread.isPending} onChange={readAs} />
      {reread.error && <FormProblem error={reread.error} />}
      <section className="panel stack" aria-labelledby="columns">
        <h2 id="columns">{t("imports.columns")}</h2>
        <p className="muted small">{t("imports.columnsHint")}</p>
        <div className="mapping">
          {found.fields.map((field) => (
            <FieldRow key={field.name} field={field} found={found} reading={reading} onChange={setReading} />
          ))}
        </div>
      </section>
      {missing.length > 0 && (
        <p className="field-error" role="status">
          {t("imports.missing", { fields: missing.map((field) => field.label).join(t("imports.comma")) })}
        </p>
      )}
      {check.error && <FormProblem error={check.error} />}
      <div className="flow-foot">
        <button type="button" className="button primary" disabled={missing.length > 0 || check.isPending} onClick={submit}>
          {check.isPending ? t("imports.checking") : t("imports.check")}
        </button>
      </div>
    </>
  );
}

type RowProps = { field: Detail["fields"][number]; found: Detail; reading: Reading; onChange: (reading: Reading) => void };
const CONSTANT = "constant";

function FieldRow({ field, found, reading, onChange }: RowProps) {
  const t = useT();
  const column = reading.columns[field.name];
  const constant = reading.constants[field.name];
  const choose = (value: string) => {
    const { [field.name]: _, ...columns } = reading.columns;
    const { [field.name]: __, ...constants } = reading.constants;
    if (value === CONSTANT) onChange({ ...reading, columns, constants: { ...constants, [field.name]: "" } });
    else onChange({ ...reading, columns: value === "" ? columns : { ...columns, [field.name]: Number(value) }, constants });
  };
  const id = `field-${field.name}`;
  const samples =
    column === undefined
      ? []
      : found.sample
          .map((row) => row[column])
          .filter(Boolean)
          .slice(0, 3);
  return (
    <>
      <label htmlFor={id} className={field.isRequired ? "needed" : ""}>
        {field.label}
      </label>
      <select
        id={id}
        className="input"
        value={constant === undefined ? (column ?? "") : CONSTANT}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">{t("imports.noColumn")}</option>
        {found.headers.map((header, i) => (
          <option key={i} value={i}>
            {header || t("imports.columnNo", { n: i + 1 })}
          </option>
        ))}
        <option value={CONSTANT}>{t("imports.constant")}</option>
      </select>
      {constant === undefined ? (
        <span className="example small muted" title={samples.join(" / ")}>
          {samples.length > 0 ? samples.join(" / ") : t("imports.example", { example: field.example || "—" })}
        </span>
      ) : (
        <input
          className="input"
          aria-label={t("imports.constantOf", { field: field.label })}
          placeholder={field.example}
          value={constant}
          onChange={(event) => onChange({ ...reading, constants: { ...reading.constants, [field.name]: event.target.value } })}
        />
      )}
    </>
  );
}

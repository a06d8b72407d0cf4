import { useState } from "react";
import { hasText, useT } from "../lib/i18n.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { FormProblem, TextField, toast } from "../ui/index.ts";
import type { Profile } from "./ProfilesPage.tsx";

type Duty = { text: string; metrics: string[] };

/** Duties one by one, each with its metrics; documents a line each, name and address. */
export function ProfileForm({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const t = useT();
  const [purpose, setPurpose] = useState(profile.purpose);
  const [norms, setNorms] = useState(profile.norms);
  const [duties, setDuties] = useState<Duty[]>(() => profile.duties.map((one) => ({ text: one.text, metrics: [...one.metrics] })));
  const [documents, setDocuments] = useState(() => profile.documents.map(({ name, url }) => `${name} ${url}`).join("\n"));
  const save = useWrite("PUT /api/job-profiles", ["/api/job-profiles"]);
  const change = (i: number, patch: Partial<Duty>) => setDuties(duties.map((duty, at) => (at === i ? { ...duty, ...patch } : duty)));
  const submit = () => {
    const body = { title: profile.title, version: profile.version, purpose, norms, duties: duties.filter(({ text }) => text.trim() !== ""), documents: readDocuments(documents) };
    save.mutate({ body }, { onSuccess: () => (toast({ text: t("job-profiles.saved") }), onClose()) });
  };
  return (
    <form className="panel stack" aria-label={profile.title} onSubmit={(event) => (event.preventDefault(), submit())}>
      <h2>{profile.title}</h2>
      <label className="field">
        <span className="label">{t("job-profiles.purpose")}</span>
        <textarea className="input" rows={2} maxLength={1000} value={purpose} onChange={(event) => setPurpose(event.target.value)} />
      </label>
      {duties.map((duty, i) => (
        <fieldset key={i} className="stack-s shares-plain">
          <legend>{t("job-profiles.duty", { n: i + 1 })}</legend>
          <TextField label={t("job-profiles.dutyText")} value={duty.text} maxLength={300} onValue={(text) => change(i, { text })} />
          <Metrics codes={duty.metrics} onChange={(metrics) => change(i, { metrics })} />
          <div>
            <button type="button" className="text-button" onClick={() => setDuties(duties.filter((_, at) => at !== i))}>
              {t("job-profiles.removeDuty")}
            </button>
          </div>
        </fieldset>
      ))}
      <div>
        <button type="button" className="text-button" onClick={() => setDuties([...duties, { text: "", metrics: [] }])}>
          {t("job-profiles.addDuty")}
        </button>
      </div>
      <label className="field">
        <span className="label">{t("job-profiles.norms")}</span>
        <textarea className="input" rows={3} maxLength={3000} value={norms} onChange={(event) => setNorms(event.target.value)} />
      </label>
      <label className="field">
        <span className="label">{t("job-profiles.documents")}</span>
        <textarea className="input" rows={2} placeholder={t("job-profiles.documentsHint")} value={documents} onChange={(event) => setDocuments(event.target.value)} />
      </label>
      {save.error && <FormProblem error={save.error} />}
      <div className="row">
        <button type="submit" className="button primary" disabled={save.isPending}>
          {t("common.save")}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t("common.cancel")}
        </button>
      </div>
    </form>
  );
} // prettier-ignore

function Metrics({ codes, onChange }: { codes: readonly string[]; onChange: (codes: string[]) => void }) {
  const t = useT();
  const all = useCall("GET /api/metrics", {}).data?.rows.map((row) => row.code) ?? [];
  const name = (code: string) => (hasText(`metrics.name.${code}`) ? t(`metrics.name.${code}`) : code);
  return (
    <div className="row">
      {codes.map((code) => (
        <button key={code} type="button" className="button small" aria-label={t("job-profiles.removeMetric", { name: name(code) })} onClick={() => onChange(codes.filter((one) => one !== code))}>
          {name(code)} ×
        </button>
      ))}
      <select className="input" aria-label={t("job-profiles.addMetric")} value="" onChange={(event) => event.target.value && onChange([...codes, event.target.value])}>
        <option value="">{t("job-profiles.addMetric")}</option>
        {all.filter((code) => !codes.includes(code)).map((code) => (
          <option key={code} value={code}>
            {name(code)}
          </option>
        ))}
      </select>
    </div>
  );
} // prettier-ignore

/** "签约流程 https://…" a line: the address is the last word. */
const readDocuments = (text: string): { name: string; url: string }[] =>
  text.split("\n").flatMap((line) => {
    const words = line.trim().split(/\s+/);
    const url = words.pop() ?? "";
    return url === "" ? [] : [{ name: words.join(" ") || url, url }];
  }); // prettier-ignore

import "./admin.css";
import { useState } from "react";
import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { FormProblem, Loaded, PageHeader, TextField, toast } from "../ui/index.ts";
import { SelectField } from "../ui/SelectField.tsx";

type Settings = Reply<"GET /api/settings">;

/** 公司设置: name, fiscal calendar, and who sees whose rank. */
export default function CompanyPage() {
  const t = useT();
  const query = useCall("GET /api/settings", {});
  return (
    <div className="page">
      <PageHeader title={t("nav.company")} subtitle={t("company.hint")} />
      <Loaded query={query}>{(data) => <Form key={data.version} data={data} />}</Loaded>
    </div>
  );
}

function Form({ data }: { data: Settings }) {
  const t = useT();
  const [form, setForm] = useState(data);
  const set = (patch: Partial<Settings>) => setForm({ ...form, ...patch });
  const save = useWrite("PATCH /api/settings", ["/api/settings", "/api/me", "/api/leaderboard"]);
  const submit = () => {
    const { version, name, fiscalStartMonth, weekStart, rankVisibility } = form;
    save.mutate(
      { body: { version, name, fiscalStartMonth, weekStart, rankVisibility } },
      { onSuccess: () => toast({ text: t("company.saved") }) },
    );
  };
  return (
    <form
      className="panel stack"
      style={{ maxWidth: 640 }}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <fieldset className="choice stack" disabled={!data.mayWrite}>
        <TextField label={t("company.name")} value={form.name} onValue={(name) => set({ name })} required maxLength={100} />
        <div className="form-grid">
          <SelectField
            label={t("company.fiscalStart")}
            value={String(form.fiscalStartMonth)}
            of={Array.from({ length: 12 }, (_, i) => [String(i + 1), t("targets.month", { n: i + 1 })])}
            onChange={(month) => set({ fiscalStartMonth: Number(month) })}
          />
          <SelectField
            label={t("company.weekStart")}
            value={String(form.weekStart)}
            of={[1, 6, 7].map((day) => [String(day), t("company.weekday", { day: t(`calendar.weekday.${day}`) })])}
            onChange={(day) => set({ weekStart: Number(day) })}
          />
        </div>
        <fieldset className="choice stack">
          <legend>{t("company.rank")}</legend>
          {(["private", "team", "all"] as const).map((one) => (
            <label key={one} className="lead">
              <input type="radio" name="rank" checked={form.rankVisibility === one} onChange={() => set({ rankVisibility: one })} />
              <span>
                {t(`company.rankOf.${one}`)}
                <br />
                <span className="muted small">{t(`company.rankWhy.${one}`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
      </fieldset>
      <p className="muted small">{t("company.fixed", { currency: data.currency, zone: data.timeZone })}</p>
      {save.error && <FormProblem error={save.error} />}
      {data.mayWrite && (
        <button type="submit" className="button primary" disabled={save.isPending}>
          {t("common.save")}
        </button>
      )}
    </form>
  );
}

import { useState } from "react";
import type { FormEvent } from "react";
import { useT } from "../lib/i18n.ts";
import { useWrite } from "../lib/query.ts";
import { FormProblem, TextField, toast } from "../ui/index.ts";

const blank = { current: "", password: "", again: "" };

/** The other sessions end with the old password. */
export function PasswordForm() {
  const t = useT();
  const [form, setForm] = useState(blank);
  const save = useWrite("PUT /api/me/password", ["/api/me"]);
  const set = (field: keyof typeof blank) => (value: string) => setForm({ ...form, [field]: value });
  const differs = form.again !== "" && form.again !== form.password;
  const saved = () => {
    setForm(blank);
    toast({ text: t("settings.passwordSaved") });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (form.again === form.password) save.mutate({ body: { current: form.current, password: form.password } }, { onSuccess: saved });
  };
  return (
    <form className="panel stack" onSubmit={submit} aria-labelledby="password">
      <h2 id="password">{t("settings.password")}</h2>
      <TextField
        label={t("settings.current")}
        value={form.current}
        onValue={set("current")}
        type="password"
        autoComplete="current-password"
        required
      />
      <TextField
        label={t("session.newPassword")}
        hint={t("settings.passwordHint")}
        value={form.password}
        onValue={set("password")}
        type="password"
        autoComplete="new-password"
        minLength={10}
        required
      />
      <TextField
        label={t("session.again")}
        value={form.again}
        onValue={set("again")}
        type="password"
        autoComplete="new-password"
        aria-invalid={differs}
        required
      />
      {differs && (
        <p className="field-error" role="alert">
          {t("session.differ")}
        </p>
      )}
      {save.error && <FormProblem error={save.error} />}
      <div className="row">
        <button type="submit" className="button primary" disabled={save.isPending || differs}>
          {t("settings.changePassword")}
        </button>
      </div>
    </form>
  );
}

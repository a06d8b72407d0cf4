import { useState } from "react";
import type { FormEvent } from "react";
import { call } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFilters, useGo } from "../lib/place.ts";
import { FormProblem } from "../ui/ConfirmFlow.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/Toast.tsx";
import { Outside } from "./Outside.tsx";

const currencies = ["CNY", "TWD", "HKD", "USD", "EUR", "GBP", "JPY", "KRW", "SGD", "MYR", "THB", "VND", "AUD", "CAD"];

/** The first company and its administrator, by the token from the server's own terminal. */
export default function SetUpPage() {
  const t = useT();
  const go = useGo();
  const [{ token: given = "" }] = useFilters<"token">();
  const [form, setForm] = useState({ token: given, company: "", name: "", login: "", password: "", currency: "CNY" });
  const [error, setError] = useState<unknown>(null);
  const set = (field: keyof typeof form) => (value: string) => setForm({ ...form, [field]: value });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await call("POST /api/setup", { body: { ...form, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone } });
      toast({ text: t("session.saved") });
      go("/sign-in", { replace: true });
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <Outside title={t("session.setUp")} hint={t("session.setUpHint")}>
      <form className="panel stack" onSubmit={(event) => void submit(event)}>
        <TextField label={t("session.token")} value={form.token} onValue={set("token")} autoComplete="off" required />
        <TextField label={t("session.company")} value={form.company} onValue={set("company")} autoComplete="organization" required />
        <TextField label={t("session.name")} value={form.name} onValue={set("name")} autoComplete="name" required />
        <TextField label={t("session.login")} value={form.login} onValue={set("login")} autoComplete="username" required />
        <TextField
          label={t("session.password")}
          hint={t("session.passwordRules")}
          value={form.password}
          onValue={set("password")}
          type="password"
          autoComplete="new-password"
          minLength={10}
          required
        />
        <SelectField
          label={t("session.currency")}
          value={form.currency}
          of={currencies.map((one) => [one, one])}
          onChange={set("currency")}
        />
        <p className="small muted">{t("session.currencyHint")}</p>
        {error !== null && <FormProblem error={error} />}
        <button type="submit" className="button primary">
          {t("session.create")}
        </button>
      </form>
    </Outside>
  );
}

import { useState } from "react";
import type { FormEvent } from "react";
import { call } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFilters, useGo } from "../lib/place.ts";
import { FormProblem } from "../ui/ConfirmFlow.tsx";
import { Empty } from "../ui/states.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/Toast.tsx";
import { Outside } from "./Outside.tsx";

/** Where an invite or reset link leads: nobody but the person chooses the password. */
export default function PasswordPage() {
  const t = useT();
  const go = useGo();
  const [{ token }] = useFilters<"token">();
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [error, setError] = useState<unknown>(null);
  if (!token)
    return (
      <Outside title={t("session.setPassword")}>
        <Empty title={t("session.badLink")}>{t("session.badLinkHint")}</Empty>
      </Outside>
    );
  const differs = again !== "" && again !== password;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (again !== password) return;
    try {
      await call("POST /api/password", { body: { token, password } });
      toast({ text: t("session.saved") });
      go("/sign-in", { replace: true });
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <Outside title={t("session.setPassword")} hint={t("session.setPasswordHint")}>
      <form className="panel stack" onSubmit={(event) => void submit(event)}>
        <TextField
          label={t("session.newPassword")}
          value={password}
          onValue={setPassword}
          type="password"
          autoComplete="new-password"
          minLength={10}
          required
        />
        <TextField
          label={t("session.again")}
          value={again}
          onValue={setAgain}
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
        {error !== null && <FormProblem error={error} />}
        <button type="submit" className="button primary" disabled={differs}>
          {t("common.save")}
        </button>
      </form>
    </Outside>
  );
}

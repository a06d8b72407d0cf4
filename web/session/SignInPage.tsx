import { useState } from "react";
import type { FormEvent } from "react";
import { call } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFilters, useGo } from "../lib/place.ts";
import { queryClient, useCall } from "../lib/query.ts";
import { FormProblem } from "../ui/ConfirmFlow.tsx";
import { TextField } from "../ui/TextField.tsx";
import { Outside } from "./Outside.tsx";

/** Only a place of this application: an address with a host would lead away. */
const placeWithin = (to: string | undefined) => (to?.startsWith("/") && !to.startsWith("//") && !to.includes("\\") ? to : "/");

export default function SignInPage() {
  const t = useT();
  const go = useGo();
  const [{ to }] = useFilters<"to">();
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState<string | null>(null);
  const [state, setState] = useState<{ busy: boolean; error?: unknown }>({ busy: false });
  const signIn = async (as: { login: string; password: string; code?: string }) => {
    setState({ busy: true });
    try {
      const { kind } = await call("POST /api/session", { body: as });
      setState({ busy: false });
      if (kind === "needs-code") return setCode("");
      queryClient.clear();
      go(placeWithin(to), { replace: true });
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void signIn({ login: login.trim(), password, ...(code ? { code: code.trim() } : {}) });
  };
  return (
    <Outside title={t("session.welcome")} hint={t("session.tagline")}>
      <form className="panel stack" onSubmit={submit}>
        <TextField label={t("session.login")} value={login} onValue={setLogin} autoComplete="username" autoFocus required />
        <TextField
          label={t("session.password")}
          value={password}
          onValue={setPassword}
          type="password"
          autoComplete="current-password"
          required
        />
        {code !== null && (
          <TextField
            label={t("session.code")}
            hint={t("session.codeHint")}
            value={code}
            onValue={setCode}
            autoComplete="one-time-code"
            inputMode="text"
            autoFocus
            required
          />
        )}
        {state.error !== undefined && <FormProblem error={state.error} />}
        <button type="submit" className="button primary" disabled={state.busy}>
          {t(state.busy ? "session.signingIn" : "session.signIn")}
        </button>
      </form>
      <DemoLogins onPick={(one) => void signIn(one)} disabled={state.busy} />
      <p className="muted small">{t("session.noAccount")}</p>
    </Outside>
  );
}

function DemoLogins({ onPick, disabled }: { onPick: (one: { login: string; password: string }) => void; disabled: boolean }) {
  const t = useT();
  const { data } = useCall("GET /api/demo-logins", {});
  if (!data || data.rows.length === 0) return null;
  return (
    <section className="panel demo-logins" aria-label={t("session.demoTitle")}>
      <h2>{t("session.demoTitle")}</h2>
      {data.rows.map((one) => (
        <button key={one.login} type="button" disabled={disabled} onClick={() => onPick({ login: one.login, password: one.password })}>
          <span>
            {t(`role.${one.role}`)} · {one.name}
          </span>
          <span className="muted small">{one.login}</span>
        </button>
      ))}
    </section>
  );
}

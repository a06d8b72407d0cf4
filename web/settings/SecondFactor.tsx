import { useState } from "react";
import type { FormEvent } from "react";
import { useT } from "../lib/i18n.ts";
import { useMe } from "../lib/me.ts";
import { useWrite } from "../lib/query.ts";
import { FormProblem, StatusTag, TextField, toast } from "../ui/index.ts";

/** One-time codes: on after the first right code, off only with one. */
export function SecondFactor() {
  const t = useT();
  const { totpEnabled } = useMe();
  const [recovery, setRecovery] = useState<readonly string[]>([]);
  return (
    <section className="panel stack" aria-labelledby="second-factor">
      <div className="spread">
        <h2 id="second-factor">{t("settings.secondFactor")}</h2>
        <StatusTag kind={totpEnabled ? "good" : "neutral"}>{t(totpEnabled ? "settings.on" : "settings.off")}</StatusTag>
      </div>
      <p className="muted small">{t("settings.secondFactorHint")}</p>
      {recovery.length > 0 && <RecoveryCodes codes={recovery} />}
      {totpEnabled ? <SwitchOff /> : <SwitchOn onDone={setRecovery} />}
    </section>
  );
}

function SwitchOn({ onDone }: { onDone: (codes: readonly string[]) => void }) {
  const t = useT();
  const start = useWrite("POST /api/me/totp");
  const confirm = useWrite("PUT /api/me/totp", ["/api/me"]);
  const [code, setCode] = useState("");
  const seed = start.data;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate({ body: { code: code.trim() } }, { onSuccess: (reply) => onDone(reply.recoveryCodes) });
  };
  if (!seed) {
    return (
      <>
        {start.error && <FormProblem error={start.error} />}
        <div className="row">
          <button type="button" className="button" onClick={() => start.mutate({})} disabled={start.isPending}>
            {t("settings.start")}
          </button>
        </div>
      </>
    );
  }
  return (
    <form className="stack" onSubmit={submit}>
      <p>{t("settings.enterSeed")}</p>
      <p className="secret">{seed.secret.replace(/(.{4})/g, "$1 ").trim()}</p>
      <p>
        <a href={seed.uri}>{t("settings.openApp")}</a>
      </p>
      <TextField
        label={t("settings.firstCode")}
        value={code}
        onValue={setCode}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        minLength={6}
      />
      {confirm.error && <FormProblem error={confirm.error} />}
      <div className="row">
        <button type="submit" className="button primary" disabled={confirm.isPending}>
          {t("settings.switchOn")}
        </button>
      </div>
    </form>
  );
}

function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useT();
  return (
    <div className="stack" role="status">
      <p>
        <b>{t("settings.recovery")}</b>
      </p>
      <ul className="secret">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </div>
  );
}

function SwitchOff() {
  const t = useT();
  const [code, setCode] = useState("");
  const remove = useWrite("POST /api/me/totp/removal", ["/api/me"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    remove.mutate({ body: { code: code.trim() } }, { onSuccess: () => toast({ text: t("settings.isOff") }) });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <TextField label={t("settings.offCode")} value={code} onValue={setCode} autoComplete="one-time-code" required minLength={6} />
      {remove.error && <FormProblem error={remove.error} />}
      <div className="row">
        <button type="submit" className="button danger" disabled={remove.isPending}>
          {t("settings.switchOff")}
        </button>
      </div>
    </form>
  );
}

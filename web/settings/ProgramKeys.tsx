import { useState } from "react";
import { areaNames, writableAreas, type TokenArea } from "#core/program-keys/areas.ts";
import { useT } from "../lib/i18n.ts";
import { newId } from "../lib/id.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { FormProblem, Loaded, Modal, Skeleton, TextField } from "../ui/index.ts";
import { KeyLine } from "../ui/KeyLine.tsx";
import { RemoveButton } from "../ui/RemoveButton.tsx";
import { SelectField } from "../ui/SelectField.tsx";

const stale = ["/api/me/access-tokens", "/api/access-tokens"];
const spans = ["30", "90", "180", "365"] as const;

/** 访问令牌: programs that act for me, in the areas I choose. The secret is shown once. */
export function ProgramKeys() {
  const t = useT();
  const query = useCall("GET /api/me/access-tokens", {});
  const end = useWrite("DELETE /api/me/access-tokens/:id", stale);
  const [isOpen, open] = useState(false);
  return (
    <section className="panel stack" aria-labelledby="program-keys">
      <h2 id="program-keys">{t("settings.keys.title")}</h2>
      <p className="small muted">{t("settings.keys.hint")}</p>
      <Loaded query={query} skeleton={<Skeleton lines={2} />}>
        {({ rows }) => (
          <ul className="rows">
            {rows.map((one) => (
              <KeyLine key={one.id} one={one}>
                <RemoveButton name={one.name} onRemove={() => end.mutateAsync({ params: { id: one.id } })} />
              </KeyLine>
            ))}
          </ul>
        )}
      </Loaded>
      {isOpen ? (
        <KeyForm onClose={() => open(false)} />
      ) : (
        <div>
          <button type="button" className="button" onClick={() => open(true)}>
            {t("settings.keys.new")}
          </button>
        </div>
      )}
    </section>
  );
}

function KeyForm({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [id] = useState(newId);
  const [name, setName] = useState("");
  const [areas, setAreas] = useState<readonly TokenArea[]>([]);
  const [mayWrite, setMayWrite] = useState(false);
  const [days, setDays] = useState<string>("90");
  const [password, setPassword] = useState("");
  const make = useWrite("POST /api/me/access-tokens", stale);
  const toggle = (area: TokenArea) => setAreas(areaNames.filter((one) => (one === area) !== areas.includes(one)));
  const canWrite = areas.some((area) => writableAreas.includes(area));
  const save = () => make.mutate({ body: { id, name, areas: [...areas], mayWrite: mayWrite && canWrite, days: Number(days), password } });
  return (
    <form className="stack" onSubmit={(event) => (event.preventDefault(), save())}>
      <div className="form-grid">
        <TextField label={t("settings.keys.name")} hint={t("settings.keys.nameHint")} value={name} onValue={setName} maxLength={60} />
        <SelectField label={t("settings.keys.span")} value={days} of={spans.map((one) => [one, t("settings.keys.days", { count: Number(one) })] as const)} onChange={setDays} />
      </div>
      <fieldset>
        <legend>{t("settings.keys.areas")}</legend>
        <div className="key-areas">
          {areaNames.map((area) => (
            <label key={area}>
              <input type="checkbox" checked={areas.includes(area)} onChange={() => toggle(area)} /> {t(`settings.keys.area.${area}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <label className={canWrite ? "" : "muted"}>
        <input type="checkbox" disabled={!canWrite} checked={mayWrite && canWrite} onChange={(event) => setMayWrite(event.target.checked)} /> {t("settings.keys.writeToo")}
      </label>
      <TextField label={t("settings.current")} type="password" autoComplete="current-password" value={password} onValue={setPassword} />
      {make.error && <FormProblem error={make.error} />}
      <div className="row">
        <button type="submit" className="button primary" disabled={name.trim() === "" || areas.length === 0 || password === "" || make.isPending}>
          {t("settings.keys.make")}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t("common.cancel")}
        </button>
      </div>
      {make.data && <SecretDialog secret={make.data.secret} onClose={onClose} />}
    </form>
  );
} // prettier-ignore

function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useT();
  return (
    <Modal open title={t("settings.keys.secret")} onClose={onClose}>
      <div className="stack">
        <code className="key-secret">{secret}</code>
        <p className="small">{t("settings.keys.secretHint")}</p>
        <pre className="small key-secret">{`curl -H "Authorization: Bearer ${secret.slice(0, 6)}…" ${location.origin}/api/pay-periods`}</pre>
        <div className="row">
          <button type="button" className="button" onClick={() => void navigator.clipboard.writeText(secret)}>
            {t("settings.keys.copy")}
          </button>
          <button type="button" className="button primary" onClick={onClose}>
            {t("settings.keys.done")}
          </button>
        </div>
      </div>
    </Modal>
  );
}

import { useState } from "react";
import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { FormProblem, Loaded, Skeleton, TextField, toast } from "../ui/index.ts";
import { clock, minutesOf } from "./clock.ts";

type Settings = Reply<"GET /api/notification-settings">;

/** Where messages go, and the hours in which nothing leaves the house. */
export function Delivery() {
  const query = useCall("GET /api/notification-settings", {});
  return (
    <Loaded query={query} skeleton={<Skeleton lines={4} />}>
      {(settings) => <DeliveryForm key={settings.version} settings={settings} />}
    </Loaded>
  );
}

function DeliveryForm({ settings }: { settings: Settings }) {
  const t = useT();
  const save = useWrite("PUT /api/notification-settings", ["/api/notification-settings"]);
  const [mail, setMail] = useState(settings.mail);
  const [from, setFrom] = useState(settings.quietFrom === null ? "" : clock(settings.quietFrom));
  const [to, setTo] = useState(settings.quietTo === null ? "" : clock(settings.quietTo));
  const [workingDaysOnly, setWorkingDaysOnly] = useState(settings.workingDaysOnly);
  const submit = () =>
    save.mutate(
      { body: { mail: mail.trim(), quietFrom: minutesOf(from), quietTo: minutesOf(to), workingDaysOnly, version: settings.version } },
      { onSuccess: () => toast({ text: t("inbox.delivery.saved") }) },
    );
  return (
    <form className="panel stack delivery" aria-label={t("inbox.tabs.delivery")} onSubmit={(event) => (event.preventDefault(), submit())}>
      {settings.hasMail ? (
        <TextField label={t("inbox.delivery.mail")} type="email" value={mail} onValue={setMail} autoComplete="email" />
      ) : (
        <p className="muted">{t("inbox.delivery.noMail")}</p>
      )}
      <fieldset className="stack">
        <legend>{t("inbox.delivery.quiet")}</legend>
        <p className="small muted">{t("inbox.delivery.quietHint")}</p>
        <div className="row wrap">
          <label className="field">
            <span className="label">{t("inbox.delivery.from")}</span>
            <input className="input" type="time" value={from} onChange={(event) => setFrom(event.target.value)} />
          </label>
          <label className="field">
            <span className="label">{t("inbox.delivery.to")}</span>
            <input className="input" type="time" value={to} onChange={(event) => setTo(event.target.value)} />
          </label>
        </div>
        <label className="row">
          <input type="checkbox" checked={workingDaysOnly} onChange={(event) => setWorkingDaysOnly(event.target.checked)} />
          {t("inbox.delivery.workingDays")}
        </label>
      </fieldset>
      {save.error && <FormProblem error={save.error} />}
      <div className="row">
        <button type="submit" className="button primary" disabled={save.isPending}>
          {t("common.save")}
        </button>
      </div>
    </form>
  );
}

import { useState } from "react";
import { webhookEvents } from "#core/webhooks/events.ts";
import { useT } from "../lib/i18n.ts";
import { newId } from "../lib/id.ts";
import { useWrite } from "../lib/query.ts";
import { FormProblem, Modal, TextField } from "../ui/index.ts";
import type { Webhook } from "./WebhooksPage.tsx";

const stale = ["/api/webhooks"];

/** An address with what it wants to hear; a new one gets its key, once. */
export function WebhookForm({ webhook, onClose }: { webhook: Webhook | null; onClose: () => void }) {
  const t = useT();
  const [name, setName] = useState(webhook?.name ?? "");
  const [address, setAddress] = useState(webhook?.address ?? "");
  const [events, setEvents] = useState<Webhook["events"]>(webhook?.events ?? []);
  const [id] = useState(() => webhook?.id ?? newId());
  const [key, setKey] = useState<string | null>(null);
  const create = useWrite("POST /api/webhooks", stale);
  const change = useWrite("PATCH /api/webhooks/:id", stale);
  const toggle = (event: Webhook["events"][number]) => setEvents(webhookEvents.filter((one) => (one === event) !== events.includes(one)));
  const save = () =>
    webhook
      ? change.mutate({ params: { id }, body: { name, address, events, isPaused: webhook.isPaused, version: webhook.version } }, { onSuccess: onClose })
      : create.mutate({ body: { id, name, address, events } }, { onSuccess: (made) => setKey(made.key) });
  const error = create.error ?? change.error;
  return (
    <form className="panel stack" onSubmit={(event) => (event.preventDefault(), save())}>
      <h2>{webhook?.name ?? t("webhooks.new")}</h2>
      <div className="form-grid">
        <TextField label={t("webhooks.name")} value={name} onValue={setName} />
        <TextField label={t("webhooks.address")} hint={t("webhooks.addressHint")} inputMode="url" value={address} onValue={setAddress} />
      </div>
      <fieldset>
        <legend>{t("webhooks.events")}</legend>
        <div className="hook-events">
          {webhookEvents.map((event) => (
            <label key={event}>
              <input type="checkbox" checked={events.includes(event)} onChange={() => toggle(event)} /> {t(`webhooks.event.${event.replace(".", "-")}`)}
            </label>
          ))}
        </div>
      </fieldset>
      {error && <FormProblem error={error} />}
      <div className="row">
        <button type="submit" className="button primary" disabled={name.trim() === "" || address.trim() === "" || events.length === 0 || create.isPending || change.isPending}>
          {t("webhooks.save")}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t("common.cancel")}
        </button>
      </div>
      {key && <KeyDialog signingKey={key} onClose={onClose} />}
    </form>
  );
} // prettier-ignore

function KeyDialog({ signingKey, onClose }: { signingKey: string; onClose: () => void }) {
  const t = useT();
  return (
    <Modal open title={t("webhooks.key")} onClose={onClose}>
      <div className="stack">
        <code className="hook-key">{signingKey}</code>
        <p className="small">{t("webhooks.keyHint")}</p>
        <div>
          <button type="button" className="button primary" onClick={onClose}>
            {t("webhooks.keyDone")}
          </button>
        </div>
      </div>
    </Modal>
  );
}

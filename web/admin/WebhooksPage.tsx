import "./admin.css";
import { useState } from "react";
import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { Empty, Loaded, PageHeader, Skeleton, StatusTag, toast } from "../ui/index.ts";
import { RemoveButton } from "../ui/RemoveButton.tsx";
import { Deliveries } from "./Deliveries.tsx";
import { stamp } from "./stamp.ts";
import { WebhookForm } from "./WebhookForm.tsx";

export type Webhook = Reply<"GET /api/webhooks">["rows"][number];
const stale = ["/api/webhooks"];

/** 接口推送: which programs are told of what, whether it arrives, and what became of each message. */
export default function WebhooksPage() {
  const t = useT();
  const query = useCall("GET /api/webhooks", {});
  const [open, setOpen] = useState<Webhook | "new" | null>(null);
  const add = (
    <button type="button" className="button primary" onClick={() => setOpen("new")}>
      {t("webhooks.new")}
    </button>
  );
  return (
    <div className="page">
      <PageHeader title={t("webhooks.title")} subtitle={t("webhooks.subtitle")} actions={add} />
      {open && <WebhookForm key={open === "new" ? "new" : open.id} webhook={open === "new" ? null : open} onClose={() => setOpen(null)} />}
      <Loaded query={query} skeleton={<Skeleton lines={6} />}>
        {({ rows }) =>
          rows.length === 0 && open === null ? (
            <Empty title={t("webhooks.empty")}>{t("webhooks.emptyHint")}</Empty>
          ) : (
            rows.map((one) => <Listener key={one.id} webhook={one} onEdit={() => setOpen(one)} />)
          )
        }
      </Loaded>
    </div>
  );
}

function Listener({ webhook, onEdit }: { webhook: Webhook; onEdit: () => void }) {
  const t = useT();
  const { id, name, address, events, isPaused, version, waiting, failed, lastAt } = webhook;
  const change = useWrite("PATCH /api/webhooks/:id", stale);
  const trial = useWrite("POST /api/webhooks/:id/trial", stale);
  const remove = useWrite("DELETE /api/webhooks/:id", stale);
  const turn = () => change.mutate({ params: { id }, body: { name, address, events, isPaused: !isPaused, version } }, { onError: (error) => toast({ error }) });
  const ping = () => trial.mutate({ params: { id } }, { onSuccess: () => toast({ text: t("webhooks.trialSent") }), onError: (error) => toast({ error }) });
  return (
    <section className="panel stack" aria-label={name}>
      <div className="spread">
        <h2>{name}</h2>
        <StatusTag kind={isPaused ? "attention" : "good"}>{t(`webhooks.state.${isPaused ? "paused" : "on"}`)}</StatusTag>
      </div>
      <code className="small">{address}</code>
      <p className="small">{events.map((event) => t(`webhooks.event.${event.replace(".", "-")}`)).join("、")}</p>
      <p className="small muted">
        {[
          lastAt && t("webhooks.lastAt", { at: stamp(lastAt) }),
          waiting > 0 && t("webhooks.state.waiting", { count: waiting }),
          failed > 0 && t("webhooks.state.failed", { count: failed }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <div className="row">
        <button type="button" className="button" disabled={isPaused} onClick={ping}>
          {t("webhooks.trial")}
        </button>
        <button type="button" className="button" onClick={turn}>
          {t(isPaused ? "webhooks.goOn" : "webhooks.pause")}
        </button>
        <button type="button" className="button" onClick={onEdit}>
          {t("webhooks.edit")}
        </button>
        <RemoveButton name={name} onRemove={() => remove.mutateAsync({ params: { id } })} />
      </div>
      <Deliveries id={id} />
    </section>
  );
} // prettier-ignore

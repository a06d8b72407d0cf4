import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { Loaded, Skeleton, StatusTag, toast } from "../ui/index.ts";
import { stamp } from "./stamp.ts";

type Delivery = Reply<"GET /api/webhooks/:id/deliveries">["rows"][number];

/** What was told, when, and how it went; each can be sent again. */
export function Deliveries({ id }: { id: string }) {
  const t = useT();
  const query = useCall("GET /api/webhooks/:id/deliveries", { params: { id } });
  return (
    <details>
      <summary>{t("webhooks.deliveries")}</summary>
      <div className="stack">
        <div>
          <button type="button" className="text-button" onClick={() => void query.refetch()}>
            {t("webhooks.refresh")}
          </button>
        </div>
        <Loaded query={query} skeleton={<Skeleton lines={4} />}>
          {({ rows }) => (rows.length === 0 ? <p className="muted small">{t("webhooks.noDeliveries")}</p> : <List id={id} rows={rows} />)}
        </Loaded>
      </div>
    </details>
  );
}

function List({ id, rows }: { id: string; rows: readonly Delivery[] }) {
  const t = useT();
  const again = useWrite("POST /api/webhooks/:id/deliveries/:deliveryId/resending", ["/api/webhooks"]);
  const resend = (deliveryId: string) => again.mutate({ params: { id, deliveryId } }, { onError: (error) => toast({ error }) });
  const why = ({ answered, error }: Delivery) => error || (answered === null ? "—" : t("webhooks.answered", { code: answered }));
  const outcome = (one: Delivery) => {
    if (one.sentAt) return <StatusTag kind="good">{t("webhooks.sent", { code: one.answered ?? "" })}</StatusTag>;
    if (one.failedAt) return <StatusTag kind="danger">{t("webhooks.gaveUp", { tries: one.tries, why: why(one) })}</StatusTag>;
    if (one.tries === 0) return <StatusTag kind="info">{t("webhooks.first")}</StatusTag>;
    return <StatusTag kind="attention">{t("webhooks.waits", { tries: one.tries, why: why(one), at: stamp(one.dueAt) })}</StatusTag>;
  };
  return (
    <ul className="rows">
      {rows.map((one) => (
        <li key={one.id} className="spread">
          <span>
            {t(`webhooks.event.${one.event.replace(".", "-")}`)} <span className="small muted">{stamp(one.at)}</span> {outcome(one)}
          </span>
          {(one.sentAt || one.failedAt || one.tries > 0) && (
            <button type="button" className="text-button" onClick={() => resend(one.id)}>
              {t("webhooks.resend")}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
} // prettier-ignore

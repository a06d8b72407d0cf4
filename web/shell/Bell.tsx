import { Link } from "@tanstack/react-router";
import { useT } from "../lib/i18n.ts";
import { useCall } from "../lib/query.ts";
import { Icon } from "../ui/Icon.tsx";

/** How many messages wait; asked again whenever the window comes back to the front. */
export function Bell() {
  const t = useT();
  const { data } = useCall("GET /api/notifications", { query: { limit: 1 } });
  const unread = data?.unread ?? 0;
  return (
    <Link to="/inbox" className="button plain icon bell" aria-label={unread > 0 ? t("inbox.unread", { count: unread }) : t("nav.inbox")}>
      <Icon name="bell" />
      {unread > 0 && <span className="bell-count num">{unread > 99 ? "99+" : unread}</span>}
    </Link>
  );
}

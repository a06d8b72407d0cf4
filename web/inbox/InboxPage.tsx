import "./inbox.css";
import { useT } from "../lib/i18n.ts";
import { useMe } from "../lib/me.ts";
import { useFilters } from "../lib/place.ts";
import { PageHeader } from "../ui/index.ts";
import { Delivery } from "./Delivery.tsx";
import { Digests } from "./Digests.tsx";
import { Messages } from "./Messages.tsx";
import { Robots } from "./Robots.tsx";
import { Rules } from "./Rules.tsx";

const tabs = ["messages", "rules", "digests", "delivery", "robots"] as const;
type Tab = (typeof tabs)[number];

/** 消息: what I was told, and what I want to be told, when and by which way. */
export default function InboxPage() {
  const t = useT();
  const { can } = useMe();
  const [{ tab }, change] = useFilters<"tab">();
  const mine = tabs.filter((one) => may(one, can));
  const shown: Tab = mine.find((one) => one === tab) ?? "messages";
  return (
    <div className="page">
      <PageHeader title={t("nav.inbox")} subtitle={t("inbox.subtitle")}>
        <nav className="row inbox-tabs" aria-label={t("nav.inbox")}>
          {mine.map((one) => (
            <button
              key={one}
              type="button"
              className={`button ${one === shown ? "primary" : "plain"}`}
              aria-current={one === shown ? "page" : undefined}
              onClick={() => change({ tab: one === "messages" ? "" : one })}
            >
              {t(`inbox.tabs.${one}`)}
            </button>
          ))}
        </nav>
      </PageHeader>
      {shown === "messages" && <Messages />}
      {shown === "rules" && <Rules />}
      {shown === "digests" && <Digests />}
      {shown === "delivery" && <Delivery />}
      {shown === "robots" && <Robots />}
    </div>
  );
}

/** Figures are for those who read metrics, robots for who runs the system; messages and quiet hours are everybody's own. */
function may(tab: Tab, can: readonly string[]): boolean {
  if (tab === "robots") return can.includes("settings:write");
  return tab === "messages" || tab === "delivery" || can.includes("metrics:read");
}

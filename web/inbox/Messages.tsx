import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { call, type Reply } from "../lib/client.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import { target } from "../lib/place.ts";
import { useWrite } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Empty, ErrorState, Skeleton, StatusTag, toast } from "../ui/index.ts";

type Message = Reply<"GET /api/notifications">["rows"][number];

/** Newest first; a message says what its page said on that day. */
export function Messages() {
  const t = useT();
  const pages = useInfiniteQuery({
    queryKey: ["/api/notifications"],
    queryFn: ({ pageParam }) => call("GET /api/notifications", { query: { ...(pageParam && { cursor: pageParam }) } }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  const read = useWrite("POST /api/notifications/reading", ["/api/notifications"]);
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  const unread = pages.data?.pages[0]?.unread ?? 0;
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  if (pages.isPending) return <Skeleton lines={6} />;
  if (rows.length === 0) return <Empty title={t("inbox.empty")}>{t("inbox.emptyHint")}</Empty>;
  return (
    <section className="panel stack" aria-label={t("inbox.tabs.messages")}>
      {unread > 0 && (
        <div className="spread">
          <span className="muted">{t("inbox.unread", { count: unread })}</span>
          <button
            type="button"
            className="button"
            disabled={read.isPending}
            onClick={() => read.mutate({}, { onError: (error) => toast({ error }) })}
          >
            {t("inbox.readAll")}
          </button>
        </div>
      )}
      <ul className="rows">
        {rows.map((message) => (
          <MessageLine key={message.id} message={message} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <button type="button" className="button" onClick={() => void pages.fetchNextPage()} disabled={pages.isFetchingNextPage}>
          {t("common.more")}
        </button>
      )}
    </section>
  );
}

function MessageLine({ message }: { message: Message }) {
  const t = useT();
  const format = useFormat();
  const label = useLabel();
  const { key, values = {} } = message.title;
  const { metric, period, day } = values;
  const said = {
    ...values,
    ...(typeof metric === "string" && { metric: t(metric) }),
    ...(typeof period === "string" && { period: format.period(period) }),
    ...(typeof day === "string" && { day: format.day(day) }),
  };
  return (
    <li className="stack message">
      <div className="spread">
        <span className={message.isRead ? "" : "strong"}>{t(key, said)}</span>
        <span className="row">
          {!message.isRead && <StatusTag kind="info">{t("inbox.new")}</StatusTag>}
          <span className="muted small num">{message.onDay}</span>
        </span>
      </div>
      <dl className="message-lines">
        {message.lines.map((line, i) => (
          <div key={i}>
            <dt className="muted small">{label(line.label)}</dt>
            <dd className="num" title={line.value ? format.valueExact(line.value) : undefined}>
              {line.value ? format.value(line.value) : line.detail}
            </dd>
          </div>
        ))}
      </dl>
      {message.link && (
        <Link className="small" {...target(message.link)}>
          {t("inbox.open")}
        </Link>
      )}
    </li>
  );
}

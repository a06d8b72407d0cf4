import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { call } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useGo } from "../lib/place.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useFormat } from "../lib/use-format.ts";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { Empty, ErrorState, Skeleton, StatusTag } from "../ui/index.ts";
import { asked } from "./asked.ts";
import { Flags } from "./Flags.tsx";
import type { Deal, Filters } from "./types.ts";

export function DealList({ filters }: { filters: Filters }) {
  const t = useT();
  const go = useGo();
  const format = useFormat();
  const { today } = usePrefs();
  const query = useDeals(filters);
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton lines={10} />;
  const rows = query.data.pages.flatMap((page) => page.rows);
  const totals = query.data.pages[0]?.totals;
  const columns: Column<Deal>[] = [
    {
      key: "name",
      title: t("deals.name"),
      width: 300,
      phone: "title",
      render: (deal) => (
        <span>
          {deal.name || deal.code} <span className="muted small">
            {deal.code} · {deal.customer ?? t("deals.unknown")}
          </span>
        </span>
      ),
    },
    { key: "owner", title: t("deals.owner"), width: 90, render: (deal) => deal.owner ?? t("deals.nobody") },
    { key: "stage", title: t("deals.stage"), width: 110, render: (deal) => deal.stage },
    {
      key: "amount",
      title: t("deals.amount"),
      width: 110,
      align: "right",
      phone: "value",
      render: (deal) => <span className="num">{deal.amount === null ? "—" : format.money(deal.amount)}</span>,
    },
    {
      key: "category",
      title: t("deals.category"),
      width: 90,
      phone: "none",
      render: (deal) => <StatusTag kind={deal.category === "commit" ? "info" : "neutral"}>{t(`deals.categories.${deal.category}`)}</StatusTag>,
    },
    { key: "expected", title: t("deals.expected"), width: 110, render: (deal) => <span className="num">{deal.closedOn ?? deal.expectedOn ?? "—"}</span> },
    { key: "next", title: t("deals.nextStep"), width: 160, phone: "none", render: (deal) => deal.nextStep || <span className="muted">—</span> },
    { key: "flags", title: t("deals.flags"), width: 200, render: (deal) => <span className="row"><Flags deal={deal} today={today} /></span> },
  ]; // prettier-ignore
  return (
    <section className="stack" aria-label={t("deals.title")}>
      {totals && totals.count > 0 && (
        <p className="num">
          {t("deals.totals", { count: totals.count, amount: totals.amount })}
          {totals.weighted !== "0.0000" && <span className="muted"> {t("deals.weighted", { amount: totals.weighted })}</span>}
        </p>
      )}
      <DataTable
        label={t("deals.title")}
        columns={columns}
        rows={rows}
        rowKey={(deal) => deal.id}
        onOpen={(deal) => go(`/deals/${deal.id}`)}
        empty={<Empty title={t("deals.empty")}>{t("deals.emptyHint")}</Empty>}
      />
      {query.hasNextPage && (
        <button type="button" className="button" onClick={() => void query.fetchNextPage()} disabled={query.isFetchingNextPage}>
          {t("common.more")}
        </button>
      )}
    </section>
  );
}

function useDeals(filters: Filters) {
  const query = asked(filters);
  return useInfiniteQuery({
    queryKey: ["/api/deals", query],
    queryFn: ({ pageParam }) => call("GET /api/deals", { query: { ...query, limit: 100, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

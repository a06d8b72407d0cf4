import { useInfiniteQuery } from "@tanstack/react-query";
import { call } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { ErrorState, SidePanel, Skeleton } from "../ui/index.ts";
import type { Funnel, Picked } from "./types.ts";

/** The deals behind one figure, the longest in the stage first. */
export function DealsPanel({ funnel, picked, onClose }: { funnel: Funnel; picked: Picked; onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const { subject, period, pipeline } = funnel;
  const asked = { period: period.key, pipeline, [subject.kind]: subject.id, part: picked.part, stage: picked.stage };
  const pages = useInfiniteQuery({
    queryKey: ["/api/funnel/deals", asked],
    queryFn: ({ pageParam }) => call("GET /api/funnel/deals", { query: { ...asked, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <SidePanel open title={picked.title} onClose={onClose}>
      {pages.error ? (
        <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
      ) : !pages.data ? (
        <Skeleton lines={6} />
      ) : (
        <ul className="rows deal-rows">
          {rows.map((deal) => (
            <li key={deal.id}>
              <span className="spread">
                <b>{deal.customer ?? deal.code}</b>
                <span className="num">{deal.amount === null ? "—" : format.money(deal.amount)}</span>
              </span>
              <span className="muted small">
                {[deal.code, deal.person, deal.stage, t("funnel.since", { on: deal.enteredOn, days: deal.days })]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </li>
          ))}
        </ul>
      )}
      {pages.hasNextPage && (
        <button type="button" className="button" onClick={() => void pages.fetchNextPage()} disabled={pages.isFetchingNextPage}>
          {t("common.more")}
        </button>
      )}
    </SidePanel>
  );
}

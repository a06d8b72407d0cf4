import "./metrics.css";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { call } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { periodIn } from "../lib/period.ts";
import { useFilters } from "../lib/place.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useFormat } from "../lib/use-format.ts";
import { Empty, ErrorState, PageHeader, PeriodPicker, Skeleton, useFiscal } from "../ui/index.ts";
import { OwnPlace } from "./OwnPlace.tsx";
import { Places } from "./Places.tsx";
import { Switch } from "./Switch.tsx";
import { useWords, type Board } from "./words.ts";

type Names = "period" | "metric" | "by" | "among";
const metrics = ["signed-amount", "attainment", "collected-amount", "deal-count", "new-customers"] as const;

/** 排行榜: one's own place first, and the others' as far as the company opens them. */
export default function LeaderboardPage() {
  const t = useT();
  const words = useWords();
  const format = useFormat();
  const { today } = usePrefs();
  const [filters, change] = useFilters<Names>();
  const period = periodIn(filters.period, "month", today, useFiscal()).key;
  const metric = metrics.find((one) => one === filters.metric) ?? "signed-amount";
  const [by, among] = [filters.by === "team" ? "team" : "person", filters.among === "company" ? "company" : "mine"] as const;
  const query = useBoard({ period, metric, by, among });
  const board = query.data?.pages[0] && { ...query.data.pages[0], rows: query.data.pages.flatMap((page) => page.rows) };
  return (
    <div className="page">
      <PageHeader title={t("metrics.rank.title")} subtitle={`${format.period(period)} · ${words.metric(metric)}`}>
        <PeriodPicker kinds={["month", "quarter", "half", "year"]} value={period} onChange={(key) => change({ period: key })} />
      </PageHeader>
      <div className="row no-print">
        <Switch
          label={t("metrics.metric")}
          value={metric}
          onChange={(next) => change({ metric: next })}
          options={metrics.map((one) => [one, words.metric(one)])}
        />
        {board && !board.seesAll && (
          <Switch
            label={t("metrics.rank.among.label")}
            value={among}
            onChange={(next) => change({ among: next })}
            options={(["mine", "company"] as const).map((one) => [one, t(`metrics.rank.among.${one}`)])}
          />
        )}
        {board?.hasTeams && (
          <Switch
            label={t("metrics.rank.by.label")}
            value={by}
            onChange={(next) => change({ by: next })}
            options={(["person", "team"] as const).map((one) => [one, t(`metrics.rank.by.${one}`)])}
          />
        )}
      </div>
      {board ? (
        <Shown board={board} more={more()} />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton lines={10} />
      )}
    </div>
  );

  function more() {
    return (
      query.hasNextPage && (
        <button type="button" className="button" onClick={() => void query.fetchNextPage()} disabled={query.isFetchingNextPage}>
          {t("common.more")}
        </button>
      )
    );
  }
}

type Asked = { period: string; metric: (typeof metrics)[number]; by: "person" | "team"; among: "mine" | "company" };

function useBoard(asked: Asked) {
  return useInfiniteQuery({
    queryKey: ["/api/leaderboard", asked],
    queryFn: ({ pageParam }) => call("GET /api/leaderboard", { query: { ...asked, limit: 200, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** In private mode a rep's own place is the whole page. */
function Shown({ board, more }: { board: Board; more: ReactNode }) {
  const t = useT();
  const hasOthers = board.rows.some((row) => !row.isOwn);
  if (board.rows.length === 0 && !board.own) return <Empty title={t("metrics.rank.empty")}>{t("metrics.rank.emptyHint")}</Empty>;
  return (
    <>
      {board.own && <OwnPlace board={board} own={board.own} />}
      {hasOthers && <Places board={board} more={more} />}
    </>
  );
}

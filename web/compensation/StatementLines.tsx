import { useInfiniteQuery } from "@tanstack/react-query";
import { call, type Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { Empty, ErrorState, ExplainButton, Skeleton } from "../ui/index.ts";
import type { Statement } from "./types.ts";

type Line = Reply<"GET /api/statements/:positionId/lines">["rows"][number];

/** Every order or receipt of the period with what it earned and why; in business order. */
export function StatementLines({ statement }: { statement: Statement }) {
  const t = useT();
  const columns = useColumns();
  const [positionId, period] = [statement.seat.positionId, statement.period.key];
  const query = useInfiniteQuery({
    queryKey: ["/api/statements/lines", positionId, period],
    initialPageParam: "",
    queryFn: ({ pageParam }) =>
      call("GET /api/statements/:positionId/lines", {
        params: { positionId },
        query: { period, limit: 50, ...(pageParam && { cursor: pageParam }) },
      }),
    getNextPageParam: (last) => last.next ?? undefined,
  });
  return (
    <section className="panel stack">
      <h2>{t("compensation.lines.title")}</h2>
      {query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !query.data ? (
        <Skeleton lines={6} />
      ) : (
        <DataTable
          label={t("compensation.lines.title")}
          columns={columns}
          rows={query.data.pages.flatMap((page) => page.rows)}
          rowKey={(line) => line.id}
          empty={<Empty title={t("compensation.lines.empty")}>{t("compensation.lines.emptyHint")}</Empty>}
        />
      )}
      {query.hasNextPage && (
        <button type="button" className="button no-print" onClick={() => void query.fetchNextPage()}>
          {t("common.more")}
        </button>
      )}
    </section>
  );
}

/** The customer; and the product, where the plan pays each line of an order for itself. */
function Whose({ line, otherwise }: { line: Line; otherwise: string }) {
  return (
    <>
      {line.customer ?? otherwise}
      {line.product && <span className="muted small"> {line.product}</span>}
    </>
  );
}

function useColumns(): Column<Line>[] {
  const t = useT();
  const format = useFormat();
  const amount = (text: string | null) => (text === null ? "—" : <span title={format.exact(text)}>{format.money(text)}</span>);
  const what = (line: Line) => line.code ?? t(`compensation.line.${line.kind}`, { day: line.day });
  return [
    { key: "day", title: t("compensation.lines.day"), render: (line) => <span className="num">{line.day}</span>, width: 110 },
    { key: "code", title: t("compensation.lines.code"), phone: "none", render: what },
    { key: "customer", title: t("compensation.lines.customer"), phone: "title", render: (line) => <Whose line={line} otherwise={what(line)} /> },
    { key: "component", title: t("compensation.lines.component"), render: (line) => line.component },
    { key: "amount", title: t("compensation.lines.amount"), align: "right", render: (line) => amount(line.amount) },
    { key: "accumulated", title: t("compensation.lines.accumulated"), align: "right", phone: "none", render: (line) => amount(line.accumulatedBefore) },
    { key: "earned", title: t("compensation.lines.earned"), align: "right", phone: "value", render: (line) => <b>{format.exact(line.earned)}</b> },
    { key: "explain", title: "", render: (line) => <ExplainButton explain={line.explanation} subject={what(line)} />, width: 100 },
  ];
} // prettier-ignore

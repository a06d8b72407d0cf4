import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { getPath } from "../lib/client.ts";
import { hasText, useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { ErrorState, Skeleton } from "./states.tsx";

export type RowsBehind = { readonly source: string; readonly count: number; readonly query: Readonly<Record<string, string>> };
type Row = Readonly<Record<string, string | number | null>>;
type Page = { rows: Row[]; next: string | null };

/** The rows behind a part: `query.path` names the route (else /api/rows/<source>), the rest is sent along. */
export function ExplainRows({ rows, isOpen: startsOpen = false }: { rows: RowsBehind; isOpen?: boolean }) {
  const [isOpen, setOpen] = useState(startsOpen);
  const t = useT();
  if (rows.count === 0) return <p className="small muted">{t("explain.noRows")}</p>;
  return (
    <div>
      <button type="button" className="explain-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t("explain.rows", { count: rows.count, source: t(`explain.source.${rows.source}`) })}
      </button>
      {isOpen && <RowTable rows={rows} />}
    </div>
  );
}

function RowTable({ rows }: { rows: RowsBehind }) {
  const { path = `/api/rows/${rows.source}`, ...query } = rows.query;
  const t = useT();
  const pages = useInfiniteQuery({
    queryKey: ["rows", path, query],
    queryFn: ({ pageParam, signal }) => getPath<Page>(path, { ...query, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  if (!pages.data) return <Skeleton lines={4} />;
  return (
    <div className="scroll-x" tabIndex={0} role="group" aria-label={t(`explain.source.${rows.source}`)}>
      <Rows rows={pages.data.pages.flatMap((page) => page.rows)} />
      {pages.hasNextPage && (
        <button type="button" className="button" onClick={() => void pages.fetchNextPage()} disabled={pages.isFetchingNextPage}>
          {t("common.more")}
        </button>
      )}
    </div>
  );
}

const isHidden = (name: string) => name === "id" || name.endsWith("Id");
const isDay = (value: unknown) => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
const isAmount = (value: unknown) => typeof value === "string" && /^-?\d+\.\d{4}$/.test(value);

/** Columns come from the rows themselves; their names are texts `explain.column.<name>`. */
function Rows({ rows }: { rows: readonly Row[] }) {
  const t = useT();
  const format = useFormat();
  const columns = Object.keys(rows[0] ?? {}).filter((name) => !isHidden(name));
  /** What a row lacks is a word of the dictionary; everything else stands as it is. */
  const word = (name: string, value: Row[string] | undefined) => (name === "gap" && value ? t(`explain.gap.${value}`) : (value ?? "—"));
  const title = (name: string) => (hasText(`explain.column.${name}`) ? t(`explain.column.${name}`) : name);
  return (
    <table className="plain-table">
      <thead>
        <tr>
          {columns.map((name) => (
            <th key={name} className={isAmount(rows[0]?.[name]) ? "right" : ""}>
              {title(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={i}>
            {columns.map((name) => (
              <td key={name} className={isAmount(row[name]) ? "num right" : isDay(row[name]) ? "num" : ""}>
                {isAmount(row[name]) ? format.exact(String(row[name])) : word(name, row[name])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

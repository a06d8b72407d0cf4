import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ProblemError } from "../lib/client.ts";
import { hasText, useT } from "../lib/i18n.ts";

/** One sentence what this is for, and the one action that fills it. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}

/** In the final shape as far as lines go; shows after 150 ms only. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  const t = useT();
  return (
    <div className="skeleton" role="status" aria-label={t("common.loading")}>
      {Array.from({ length: lines }, (_, i) => (
        <i key={i} style={{ width: i === 0 ? undefined : `${95 - ((i * 17) % 40)}%` }} />
      ))}
    </div>
  );
}

/** What happened, what is safe, what to do, and a code to quote. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useT();
  const problem = problemText(error, t);
  return (
    <div className="state left panel" role="alert">
      <h2>{problem.title}</h2>
      {problem.detail && <p>{problem.detail}</p>}
      <p>{problem.remedy}</p>
      <p className="small">{t("problem.safe")}</p>
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          {t("common.retry")}
        </button>
      )}
      <p className="small num">{t("problem.code", { code: problem.code })}</p>
    </div>
  );
}

/** The words for any failure: the server's own where it spoke, ours where it could not. */
export function problemText(error: unknown, t: ReturnType<typeof useT>) {
  if (!(error instanceof ProblemError)) return { ...own("unexpected", t), detail: "", code: "unexpected" };
  const { code, title, detail = "", remedy, requestId } = error.problem;
  const known = code === "offline" || code.startsWith("http-") || code === "not-found";
  const words = known
    ? own(code === "offline" ? "offline" : code === "not-found" ? "notFound" : "unexpected", t)
    : { title, remedy: remedy ?? t("problem.unexpected.remedy") };
  return { ...words, detail: known ? "" : detail, code: requestId ? `${code} ${requestId}` : code };
}

const own = (kind: string, t: ReturnType<typeof useT>) => ({
  title: t(`problem.${kind}.title`),
  remedy: hasText(`problem.${kind}.remedy`) ? t(`problem.${kind}.remedy`) : "",
});

type Loaded<T> = {
  query: UseQueryResult<T>;
  skeleton?: ReactNode;
  isEmpty?: (data: T) => boolean;
  empty?: ReactNode;
  children: (data: T) => ReactNode;
};

/** The four states of a page part in one place. */
export function Loaded<T>({ query, skeleton = <Skeleton />, isEmpty, empty, children }: Loaded<T>) {
  if (query.data !== undefined) return isEmpty?.(query.data) ? empty : children(query.data);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return skeleton;
}

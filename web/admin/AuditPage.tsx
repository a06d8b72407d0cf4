import "./admin.css";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { call, download, type Reply } from "../lib/client.ts";
import { hasText, useT } from "../lib/i18n.ts";
import { useMe } from "../lib/me.ts";
import { useFilters } from "../lib/place.ts";
import { useCall } from "../lib/query.ts";
import { DateField, Empty, ErrorState, PageHeader, Skeleton, StatusTag, TextField, toast } from "../ui/index.ts";
import { Changes } from "./Changes.tsx";
import { stamp } from "./stamp.ts";

type Entry = Reply<"GET /api/audit">["rows"][number];
type Filter = "q" | "action" | "from" | "to";

/** 审计日志: who changed what and when, and the proof that nobody changed the log. */
export default function AuditPage() {
  const t = useT();
  const me = useMe();
  const [filters, change] = useFilters<Filter>();
  const actions = useCall("GET /api/audit/actions", {});
  const pages = useInfiniteQuery({
    queryKey: ["/api/audit", filters],
    queryFn: ({ pageParam }) => call("GET /api/audit", { query: { ...filters, ...(pageParam && { cursor: pageParam }) } }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  const entries = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div className="page">
      <PageHeader
        title={t("nav.audit")}
        subtitle={t("audit.hint")}
        actions={<Actions filters={filters} mayExport={me.can.includes("audit:export")} />}
      />
      <search className="panel filter-line">
        <TextField label={t("audit.find")} value={filters.q ?? ""} onValue={(q) => change({ q })} type="search" />
        <label className="field">
          <span className="label">{t("audit.action")}</span>
          <select className="input" value={filters.action ?? ""} onChange={(event) => change({ action: event.target.value })}>
            <option value="">{t("audit.allActions")}</option>
            {actions.data?.rows.map((action) => (
              <option key={action} value={action}>
                {actionWords(action, t)}
              </option>
            ))}
          </select>
        </label>
        <DateField label={t("audit.from")} value={filters.from ?? ""} onValue={(from) => change({ from })} />
        <DateField label={t("audit.to")} value={filters.to ?? ""} onValue={(to) => change({ to })} />
      </search>
      {pages.error && <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isPending && <Skeleton lines={10} />}
      {pages.data && entries.length === 0 && <Empty title={t("audit.empty")}>{t("audit.emptyHint")}</Empty>}
      {entries.length > 0 && (
        <ul className="panel rows">
          {entries.map((entry) => (
            <Line key={entry.seq} entry={entry} />
          ))}
        </ul>
      )}
      {pages.hasNextPage && (
        <button type="button" className="button" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t("common.more")}
        </button>
      )}
    </div>
  );
}

function Actions({ filters, mayExport }: { filters: Partial<Record<Filter, string>>; mayExport: boolean }) {
  const t = useT();
  const verify = useMutation({ mutationFn: () => call("POST /api/audit/verification") });
  const verdict = verify.data;
  return (
    <div className="row">
      {verdict?.kind === "intact" && <StatusTag kind="good">{t("audit.intact", { count: verdict.entries })}</StatusTag>}
      {verdict?.kind === "broken" && <StatusTag kind="danger">{t("audit.broken", { seq: verdict.seq })}</StatusTag>}
      <button
        type="button"
        className="button"
        disabled={verify.isPending}
        onClick={() => verify.mutate(undefined, { onError: (error) => toast({ error }) })}
      >
        {t("audit.verify")}
      </button>
      {mayExport && (
        <button
          type="button"
          className="button"
          onClick={() => void download("GET /api/audit.csv", "audit.csv", { query: filters }).catch((error: unknown) => toast({ error }))}
        >
          {t("audit.export")}
        </button>
      )}
    </div>
  );
}

function Line({ entry }: { entry: Entry }) {
  const t = useT();
  const [isOpen, open] = useState(false);
  const hasDetail = entry.before !== null || entry.after !== null;
  return (
    <li>
      <div className="spread">
        <span>
          <b>{entry.actor === "system" ? t("audit.system") : entry.actor}</b> {actionWords(entry.action, t)} {subjectOf(entry, t)}
        </span>
        <span className="row">
          <span className="muted small num">{stamp(entry.at)}</span>
          {hasDetail && (
            <button type="button" className="text-button" aria-expanded={isOpen} onClick={() => open(!isOpen)}>
              {t(isOpen ? "audit.less" : "audit.more")}
            </button>
          )}
        </span>
      </div>
      {isOpen && <Changes before={entry.before} after={entry.after} />}
      {entry.reason && <p className="small muted">{t("audit.reason", { reason: entry.reason })}</p>}
    </li>
  );
}

/** Signing in is done to oneself: the name need not be said twice. Targets are kept by the code of their metric. */
function subjectOf({ actor, subjectKind, subjectLabel, subjectId }: Entry, t: ReturnType<typeof useT>): string {
  if (subjectLabel === actor) return "";
  const label = subjectLabel ?? subjectId;
  return subjectKind.startsWith("target")
    ? label
        .split(" ")
        .map((word) => (hasText(`metrics.name.${word}`) ? t(`metrics.name.${word}`) : word))
        .join(" ")
    : label;
}

/** A new kind of action without words yet is shown by its code, not lost. */
function actionWords(action: string, t: ReturnType<typeof useT>): string {
  const key = `audit.actions.${action.replaceAll(".", "-")}`;
  return hasText(key) ? t(key) : action;
}

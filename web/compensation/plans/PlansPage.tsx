import "../compensation.css";
import type { Reply } from "../../lib/client.ts";
import { useT } from "../../lib/i18n.ts";
import { useCan } from "../../lib/me.ts";
import { useFilters, useGo } from "../../lib/place.ts";
import { useCall } from "../../lib/query.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { Empty, Loaded, PageHeader, Skeleton, StatusTag } from "../../ui/index.ts";
import { Assignments } from "./Assignments.tsx";
import { PlanDetail } from "./PlanDetail.tsx";

export type PlanVersion = Reply<"GET /api/plans">["rows"][number];
const kinds = { draft: "attention", published: "info", "in-force": "good", replaced: "info" } as const;

/** 激励方案: every version with its text; drafts wait for a second person, published ones for whoever they pay to sign. */
export default function PlansPage() {
  const t = useT();
  const go = useGo();
  const mayWrite = useCan("plans:write");
  const [{ plan }, change] = useFilters<"plan">();
  const query = useCall("GET /api/plans", {});
  return (
    <div className="page wide">
      <PageHeader
        title={t("plan.title")}
        subtitle={t("plan.subtitle")}
        actions={
          mayWrite && (
            <button type="button" className="button primary" onClick={() => go("/plan-trial")}>
              {t("plan.new")}
            </button>
          )
        }
      />
      <Loaded query={query} skeleton={<Skeleton lines={8} />}>
        {({ rows }) => <Versions rows={rows} chosen={plan} onOpen={(id) => change({ plan: id })} />}
      </Loaded>
      {mayWrite && <Assignments />}
    </div>
  );
} // prettier-ignore

function Versions({ rows, chosen, onOpen }: { rows: readonly PlanVersion[]; chosen: string | undefined; onOpen: (id: string) => void }) {
  const t = useT();
  const columns = useColumns(rows.some(({ payees }) => payees !== null));
  const shown = rows.find((one) => one.id === chosen) ?? rows.find((one) => one.maySign) ?? rows.find((one) => one.state === "in-force");
  return (
    <>
      <section className="panel stack">
        <DataTable label={t("plan.title")} columns={columns} rows={rows} rowKey={(row) => row.id} onOpen={(row) => onOpen(row.id)} empty={<Empty title={t("plan.empty")}>{t("plan.emptyHint")}</Empty>} />
      </section>
      {shown && <PlanDetail key={shown.id} plan={shown} />}
    </>
  );
} // prettier-ignore

function useColumns(hasCounts: boolean): Column<PlanVersion>[] {
  const t = useT();
  return [
    { key: "name", title: t("plan.name"), phone: "title", render: (row) => row.name },
    { key: "version", title: t("plan.version"), render: (row) => t("plan.versionNo", { version: row.version }) },
    { key: "from", title: t("plan.validFrom"), render: (row) => <span className="num">{row.validFrom}</span> },
    { key: "state", title: t("plan.stateTitle"), phone: "value", render: (row) => <StatusTag kind={kinds[row.state]}>{t(`plan.state.${row.state}`)}</StatusTag> },
    { key: "author", title: t("plan.author"), phone: "none", render: (row) => row.authorName ?? "—" },
    ...(hasCounts ? [{ key: "signed", title: t("plan.signedOf"), render: (row: PlanVersion) => (row.payees === null || row.state === "draft" ? "—" : `${row.signed} / ${row.payees}`) }] : []),
  ];
} // prettier-ignore

import { download, type Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useCan } from "../lib/me.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { Empty, Loaded, Skeleton, StatusTag, toast } from "../ui/index.ts";

type Row = Reply<"GET /api/statements">["rows"][number];
type Props = { period: string; own: string | null; onOpen: (positionId: string) => void };

/** Statements of others in reach: for finance, HR, directors. Shows nothing for those who only see their own. */
export function StatementList({ period, own, onOpen }: Props) {
  const t = useT();
  const columns = useColumns();
  const mayExport = useCan("statements:export");
  const query = useCall("GET /api/statements", { query: { period, limit: 200 } });
  const isOwnOnly = own !== null && query.data?.rows.every((row) => row.positionId === own);
  if (isOwnOnly) return null;
  const save = () =>
    download("GET /api/statements/export", `statements-${period}.csv`, { query: { period } }).catch((error: unknown) => toast({ error }));
  return (
    <section className="panel stack">
      <div className="spread">
        <h2>{t("compensation.list.title")}</h2>
        {mayExport && (
          <button type="button" className="button no-print" onClick={() => void save()}>
            {t("compensation.export")}
          </button>
        )}
      </div>
      <Loaded query={query} skeleton={<Skeleton lines={8} />}>
        {(data) => (
          <DataTable
            label={t("compensation.list.title")}
            columns={columns}
            rows={data.rows}
            rowKey={(row) => row.positionId}
            onOpen={(row) => onOpen(row.positionId)}
            empty={<Empty title={t("compensation.list.empty")}>{t("compensation.list.emptyHint")}</Empty>}
          />
        )}
      </Loaded>
    </section>
  );
}

function useColumns(): Column<Row>[] {
  const t = useT();
  const format = useFormat();
  const nameOf = (row: Row) => row.personName ?? t("compensation.unheld");
  const amount = (text: string | null) => (text === null ? "—" : <span title={format.exact(text)}>{format.money(text)}</span>);
  return [
    { key: "person", title: t("compensation.list.person"), phone: "title", render: nameOf, width: 120 },
    { key: "unit", title: t("compensation.list.unit"), render: (row) => row.unitName },
    { key: "job", title: t("compensation.list.job"), phone: "none", render: (row) => row.title },
    { key: "credited", title: t("compensation.credited"), align: "right", render: (row) => amount(row.credited) },
    { key: "quota", title: t("compensation.quota"), align: "right", phone: "none", render: (row) => amount(row.quota) },
    { key: "coefficient", title: t("compensation.coefficient"), align: "right", render: (row) => row.coefficient ?? "—" },
    { key: "earned", title: t("compensation.periodEarned"), align: "right", phone: "none", render: (row) => amount(row.earned) },
    {
      key: "held",
      title: t("compensation.held"),
      align: "right",
      phone: "none",
      render: (row) => amount(row.held === "0.0000" ? null : row.held),
    },
    {
      key: "payout",
      title: t("compensation.payout"),
      align: "right",
      phone: "value",
      render: (row) => <b>{row.payout === null ? "—" : format.exact(row.payout)}</b>,
      sorter: (a, b) => Number(a.payout ?? 0) - Number(b.payout ?? 0),
    },
    { key: "state", title: t("compensation.list.state"), render: (row) => <State row={row} /> },
  ];
}

function State({ row }: { row: Row }) {
  const t = useT();
  if (row.stop) return <StatusTag kind="attention">{t("compensation.list.stopped")}</StatusTag>;
  return (
    <StatusTag kind={row.isEstimate ? "info" : "good"}>{t(row.isEstimate ? "compensation.estimate" : "compensation.final")}</StatusTag>
  );
}

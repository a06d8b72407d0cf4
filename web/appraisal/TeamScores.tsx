import type { UseQueryResult } from "@tanstack/react-query";
import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { Empty, Loaded, Skeleton, StatusTag } from "../ui/index.ts";

type Team = Reply<"GET /api/scorecards">;
type Row = Team["rows"][number];
type Props = { query: UseQueryResult<Team>; own: string | null; onOpen: (positionId: string) => void };

/** Scorecards in reach, the lowest score first: who needs a talk. */
export function TeamScores({ query, own, onOpen }: Props) {
  const t = useT();
  const columns = useColumns();
  const byScore = (a: Row, b: Row) => Number(a.score ?? Infinity) - Number(b.score ?? Infinity);
  return (
    <section className="panel stack">
      <div>
        <h2>{t("appraisal.team")}</h2>
        <p className="muted small">{t("appraisal.teamHint")}</p>
      </div>
      <Loaded query={query} skeleton={<Skeleton lines={8} />}>
        {(data) => (
          <DataTable
            label={t("appraisal.team")}
            columns={columns}
            rowKey={(row) => row.positionId}
            onOpen={(row) => onOpen(row.positionId)}
            rows={data.rows.filter((row) => row.positionId !== own).sort(byScore)}
            empty={<Empty title={t("appraisal.none")}>{t("appraisal.emptyHint")}</Empty>}
          />
        )}
      </Loaded>
    </section>
  );
}

function useColumns(): Column<Row>[] {
  const t = useT();
  const format = useFormat();
  const nameOf = (row: Row) => row.personName ?? t("appraisal.unheld");
  return [
    { key: "person", title: t("appraisal.person"), phone: "title", render: nameOf, width: 120 },
    { key: "unit", title: t("appraisal.unit"), render: (row) => row.unitName },
    { key: "name", title: t("appraisal.name"), phone: "none", render: (row) => row.title },
    {
      key: "score",
      title: t("appraisal.score"),
      align: "right",
      phone: "value",
      render: (row) => (row.score === null ? t("common.missing") : row.score),
      sorter: (a, b) => Number(a.score ?? 0) - Number(b.score ?? 0),
    },
    {
      key: "grade",
      title: t("appraisal.grade"),
      render: (row) => (row.grade === null ? "—" : <StatusTag kind={row.grade === "D" ? "attention" : "neutral"}>{row.grade}</StatusTag>),
    },
    { key: "coefficient", title: t("appraisal.coefficient"), align: "right", render: (row) => row.coefficient ?? "—" },
    {
      key: "weakest",
      title: t("appraisal.weakest"),
      render: (row) =>
        row.weakest ? (
          <>
            {row.weakest.name} <span className="num muted">{format.rate(row.weakest.factor)}</span>
          </>
        ) : (
          "—"
        ),
    },
  ];
}

import { download } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { Icon, StatusTag, toast } from "../ui/index.ts";
import type { Problem, Summary } from "./types.ts";

/** Row, what is wrong, and what to do; the refused ones can be had as a file to correct. */
export function ProblemTable({ problems }: { problems: readonly Problem[] }) {
  const t = useT();
  return (
    <div className="scroll-x">
      <table className="plain-table problem-list">
        <thead>
          <tr>
            <th scope="col">{t("imports.rowNo")}</th>
            <th scope="col">{t("imports.severityLabel")}</th>
            <th scope="col">{t("imports.reason")}</th>
            <th scope="col">{t("imports.remedy")}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map((problem, i) => (
            <tr key={i}>
              <td className="num">{t("imports.rowWord", { n: problem.row })}</td>
              <td>
                <StatusTag kind={problem.severity === "refused" ? "danger" : "attention"}>
                  {t(`imports.severity.${problem.severity}`)}
                </StatusTag>
              </td>
              <td>
                {problem.reason}
                {problem.excerpt && <span className="muted small"> {t("imports.excerpt", { text: problem.excerpt })}</span>}
              </td>
              <td>{problem.remedy}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function ErrorFile({ found }: { found: Summary }) {
  const t = useT();
  const name = t("imports.errorName", { file: found.fileName.replace(/\.\w+$/, "") });
  const save = () =>
    download("GET /api/imports/:id/errors.csv", `${name}.csv`, { params: { id: found.id } }).catch((error: unknown) => toast({ error }));
  return (
    <button type="button" className="button" onClick={() => void save()}>
      <Icon name="down" />
      {t("imports.errorFile")}
    </button>
  );
}

import { useT } from "../lib/i18n.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Loaded, Modal } from "../ui/index.ts";
import { useAmount } from "./amounts.ts";
import type { Tree } from "./tree.ts";

type Props = { tree: Tree; from: string; onClose: () => void };

/** What the shown version changed against the one before it, by node, with the months that moved. */
export function VersionDifferences({ tree, from, onClose }: Props) {
  const t = useT();
  const format = useFormat();
  const { text, exact } = useAmount(tree.unit);
  const query = useCall("GET /api/target-sets/:setId/differences", { params: { setId: tree.set!.id }, query: { from } });
  const versions = { to: tree.set!.version, from: tree.versions.find((one) => one.id === from)?.version ?? 0 };
  return (
    <Modal open title={t("target-talks.compareTitle", versions)} onClose={onClose}>
      <Loaded query={query} isEmpty={(data) => data.rows.length === 0} empty={<p>{t("target-talks.compareNone")}</p>}>
        {(data) => (
          <div className="scroll-x" tabIndex={0} role="region" aria-label={t("target-talks.compare")}>
            <table className="plain-table">
              <thead>
                <tr>
                  <th>{t("target-talks.column.name")}</th>
                  <th className="num right">{t("target-talks.column.before")}</th>
                  <th className="num right">{t("target-talks.column.after")}</th>
                  <th>{t("target-talks.column.months")}</th>
                </tr>
              </thead>
              <tbody>
                {data.rows.map((row) => (
                  <tr key={row.nodeId}>
                    <th scope="row" style={{ paddingLeft: 8 + row.depth * 16 }}>
                      {row.name}
                    </th>
                    <td className="num right muted" title={exact(row.before)}>
                      {text(row.before)}
                    </td>
                    <td className="num right" title={exact(row.after)}>
                      <b>{text(row.after)}</b>
                    </td>
                    <td className="small">
                      {row.months.map((month) => (
                        <div key={month.period}>
                          {t("target-talks.monthMoved", {
                            period: format.period(month.period),
                            before: text(month.before),
                            after: text(month.after),
                          })}
                        </div>
                      ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
    </Modal>
  );
}

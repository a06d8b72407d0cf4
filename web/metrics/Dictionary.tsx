import { useState } from "react";
import { useLabel, useT } from "../lib/i18n.ts";
import { useCall } from "../lib/query.ts";
import { Loaded, Skeleton } from "../ui/index.ts";

/** Every metric in words; fetched when somebody opens it. */
export function Dictionary() {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="panel dictionary no-print" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{t("metrics.dictionary.title")}</h2>
      </summary>
      {isOpen && <Words />}
    </details>
  );
}

function Words() {
  const t = useT();
  const label = useLabel();
  const query = useCall("GET /api/metrics", {});
  return (
    <Loaded query={query} skeleton={<Skeleton lines={8} />}>
      {({ rows }) => (
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t("metrics.dictionary.name")}</th>
              <th>{t("metrics.dictionary.formula")}</th>
              <th className="right">{t("metrics.dictionary.version")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.code}>
                <td>{label(one.name)}</td>
                <td>{label(one.formula)}</td>
                <td className="right num">{one.version}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Loaded>
  );
}

import { useEffect, useState } from "react";
import type { Layout } from "#core/compensation/layout.ts";
import type { Reply } from "../../lib/client.ts";
import { useT } from "../../lib/i18n.ts";
import { useCall, useWrite } from "../../lib/query.ts";
import { useFormat } from "../../lib/use-format.ts";
import { FormProblem, StatusTag } from "../../ui/index.ts";

type Shown = Reply<"POST /api/pay-periods/:key/export-preview">;

/** The first rows of the last approved period, half a second after the last key. */
export function FormatPreview({ layout }: { layout: Layout }) {
  const t = useT();
  const format = useFormat();
  const periods = useCall("GET /api/pay-periods", {});
  const key = periods.data?.rows.find(({ life }) => life.state === "approved" || life.state === "closed")?.key;
  const preview = useWrite("POST /api/pay-periods/:key/export-preview");
  const [shown, setShown] = useState<Shown | null>(null);
  const asked = JSON.stringify(written(layout));
  const { mutate } = preview;
  useEffect(() => {
    if (!key) return undefined;
    const body = { layout: JSON.parse(asked) as Layout };
    const soon = setTimeout(() => mutate({ params: { key }, body }, { onSuccess: setShown }), 500);
    return () => clearTimeout(soon);
  }, [asked, key, mutate]);
  if (periods.data && !key) return <p className="muted small">{t("pay.format.noPeriod")}</p>;
  return (
    <div className="stack" aria-live="polite">
      <h3>{t("pay.format.preview")}</h3>
      {preview.error && <FormProblem error={preview.error} />}
      {shown && shown.unmapped.length > 0 && (
        <p>
          <StatusTag kind="attention">{t("pay.format.unmapped")}</StatusTag> {shown.unmapped.map((one) => t(`pay.booking.${one}`)).join("、")}
        </p>
      )}
      {shown && shown.unmapped.length === 0 && key && <Table shown={shown} amounts={layout.columns.map(({ field }) => ["amount", "debit", "credit"].includes(field))} note={t("pay.format.previewOf", { period: format.period(key), count: shown.count })} />}
    </div>
  );
} // prettier-ignore

/** Half-filled accounts are no accounts yet, and a column without a heading is not sent before it has one. */
const written = (layout: Layout): Layout => ({
  ...layout,
  columns: layout.columns.map((one) => ({ ...one, title: one.title.trim() || "—" })),
  accounts: Object.fromEntries(
    Object.entries(layout.accounts).filter(([, one]) => one === null || (one.debit.trim() !== "" && one.credit.trim() !== "")),
  ),
});

function Table({ shown, amounts, note }: { shown: Shown; amounts: readonly boolean[]; note: string }) {
  return (
    <>
      <div className="scroll-x">
        <table className="plain-table">
          <thead>
            <tr>
              {shown.header.map((title, i) => (
                <th key={i} className={amounts[i] ? "right" : ""}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.rows.map((row, i) => (
              <tr key={i}>
                {row.map((cell, at) => (
                  <td key={at} className={amounts[at] ? "num right" : ""}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="small muted">{note}</p>
    </>
  );
}

import { useState } from "react";
import { formatAmount, parseAmount } from "#core/base/money.ts";
import { useT } from "../../lib/i18n.ts";
import { useGo } from "../../lib/place.ts";
import { useFormat } from "../../lib/use-format.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { StatusTag } from "../../ui/index.ts";
import { AdjustDialog } from "./AdjustDialog.tsx";
import type { Pay, PayRow } from "./types.ts";

/** Everybody in the period beside the period before; the biggest change can be sorted to the top. */
export function PayRows({ pay }: { pay: Pay }) {
  const t = useT();
  const go = useGo();
  const [adjusting, adjust] = useState<PayRow | null>(null);
  return (
    <section className="panel stack">
      <h2>{t("pay.people")}</h2>
      <DataTable
        label={t("pay.people")}
        columns={useColumns(pay, adjust)}
        rows={pay.rows}
        rowKey={(row) => row.positionId}
        onOpen={(row) => go(`/statement?period=${pay.key}&position=${row.positionId}`)}
      />
      {adjusting && <AdjustDialog pay={pay} row={adjusting} onClose={() => adjust(null)} />}
    </section>
  );
}

const difference = ({ payout, before }: PayRow): bigint | null =>
  payout === null || before === null ? null : parseAmount(payout)! - parseAmount(before)!;

function useColumns(pay: Pay, adjust: (row: PayRow) => void): Column<PayRow>[] {
  const t = useT();
  const format = useFormat();
  const amount = (text: string | null) => (text === null || parseAmount(text) === 0n ? "—" : <span title={format.exact(text)}>{format.money(text)}</span>);
  const by = (of: (row: PayRow) => bigint | null) => (a: PayRow, b: PayRow) => Number((of(a) ?? 0n) - (of(b) ?? 0n));
  const moved = (row: PayRow) => {
    const change = difference(row);
    return change === null ? "—" : amount(formatAmount(change));
  };
  return [
    { key: "person", title: t("pay.person"), phone: "title", render: (row) => row.personName ?? t("compensation.unheld"), width: 110 },
    { key: "unit", title: t("pay.unit"), render: (row) => row.unitName },
    { key: "earned", title: t("pay.earned"), align: "right", phone: "none", render: (row) => amount(row.earned) },
    { key: "held", title: t("pay.held"), align: "right", phone: "none", render: (row) => amount(row.held) },
    { key: "extras", title: t("pay.extras"), align: "right", phone: "none", render: (row) => amount(row.extras) },
    { key: "payout", title: t("pay.payable"), align: "right", phone: "value", render: (row) => (row.stop ? <StatusTag kind="attention">{t("pay.stopped")}</StatusTag> : <b>{format.exact(row.payout!)}</b>), sorter: by((row) => parseAmount(row.payout ?? "0")) },
    { key: "moved", title: t("pay.moved"), align: "right", render: moved, sorter: by(difference) },
    ...(pay.life.state === "open" ? [{ key: "adjust", title: "", phone: "none" as const, render: (row: PayRow) => <button type="button" className="text-button" onClick={(event) => { event.stopPropagation(); adjust(row); }}>{t("pay.adjust")}</button>, width: 80 }] : []),
  ];
} // prettier-ignore

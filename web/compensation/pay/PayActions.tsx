import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { call, download } from "../../lib/client.ts";
import { useT } from "../../lib/i18n.ts";
import { target } from "../../lib/place.ts";
import { useCall, useWrite } from "../../lib/query.ts";
import { useFormat } from "../../lib/use-format.ts";
import { ConfirmFlow, StatusTag, TextField, toast } from "../../ui/index.ts";
import { stale, type Pay } from "./types.ts";

type Asking = "publication" | "withdrawal" | "approval" | "closing" | "reopening" | "confirmation" | null;

/** Only the steps this reader has now; each says what will happen before it does. */
export function PayActions({ pay }: { pay: Pay }) {
  const t = useT();
  const [asking, ask] = useState<Asking>(null);
  const { may, reopening } = pay;
  const button = (step: Exclude<Asking, null>, isShown: boolean, isMain = false) =>
    isShown && (
      <button type="button" className={`button ${isMain ? "primary" : ""}`} onClick={() => ask(step)}>
        {t(`pay.action.${step}`)}
      </button>
    );
  return (
    <div className="row no-print">
      {button("publication", may.publish, true)}
      {button("approval", may.approve, true)}
      {button("closing", may.close, true)}
      {button("confirmation", may.confirmReopening, true)}
      {may.export && <Export pay={pay} />}
      {pay.life.publication > 0 && <Replay pay={pay} />}
      {button("withdrawal", may.withdraw)}
      {button("reopening", may.reopen)}
      {reopening.at && <StatusTag kind="attention">{t("pay.reopeningAsked", { name: reopening.by ?? "—", reason: reopening.reason ?? "" })}</StatusTag>}
      <Step pay={pay} asking={asking} onClose={() => ask(null)} />
    </div>
  );
} // prettier-ignore

function Step({ pay, asking, onClose }: { pay: Pay; asking: Asking; onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const [days, setDays] = useState("3");
  const [reason, setReason] = useState("");
  const publish = useWrite("POST /api/pay-periods/:key/publication", stale);
  const withdraw = useWrite("POST /api/pay-periods/:key/withdrawal", stale);
  const approve = useWrite("POST /api/pay-periods/:key/approval", stale);
  const close = useWrite("POST /api/pay-periods/:key/closing", stale);
  const reopen = useWrite("POST /api/pay-periods/:key/reopening", stale);
  const confirm = useWrite("POST /api/pay-periods/:key/reopening-confirmation", stale);
  const [params, version] = [{ key: pay.key }, pay.version];
  const run: Record<Exclude<Asking, null>, () => Promise<unknown>> = {
    publication: () => publish.mutateAsync({ params, body: { disputeDays: Number(days) || 0, version } }),
    withdrawal: () => withdraw.mutateAsync({ params, body: { version } }),
    approval: () => approve.mutateAsync({ params, body: { hash: pay.hash ?? "", version } }),
    closing: () => close.mutateAsync({ params, body: { version } }),
    reopening: () => reopen.mutateAsync({ params, body: { reason, version } }),
    confirmation: () => confirm.mutateAsync({ params, body: { version } }),
  };
  if (!asking) return null;
  const values = { period: format.period(pay.key), count: pay.totals.payees, amount: format.exact(pay.totals.payout) };
  return (
    <ConfirmFlow open title={t(`pay.action.${asking}`)} confirmLabel={t(`pay.action.${asking}`)} danger={asking === "reopening"} onConfirm={run[asking]} onClose={onClose}>
      <p>{t(`pay.will.${asking}`, values)}</p>
      {asking === "publication" && <TextField label={t("pay.disputeDays")} inputMode="numeric" value={days} onValue={setDays} />}
      {asking === "reopening" && <TextField label={t("pay.reason")} value={reason} onValue={setReason} />}
    </ConfirmFlow>
  );
} // prettier-ignore

function Export({ pay }: { pay: Pay }) {
  const t = useT();
  const formats = useCall("GET /api/export-formats", {});
  const save = (name: string, format?: string) =>
    download("GET /api/pay-periods/:key/export", name, { params: { key: pay.key }, query: format ? { format } : {} }).catch((error: unknown) => toast({ error }));
  return (
    <>
      <button type="button" className="button primary" onClick={() => void save(`pay-${pay.key}.xlsx`)}>
        {t("pay.action.export")}
      </button>
      {formats.data?.rows.map(({ id, name, file }) => (
        <button key={id} type="button" className="button" onClick={() => void save(`${name}-${pay.key}.${file.kind}`, id)}>
          {t("pay.action.exportAs", { name })}
        </button>
      ))}
      <Link className="button" {...target("/pay/formats")}>
        {t("pay.format.manage")}
      </Link>
    </>
  );
} // prettier-ignore

/** Every published statement made again from what it was made of, compared to the byte. */
function Replay({ pay }: { pay: Pay }) {
  const t = useT();
  const [isBusy, setBusy] = useState(false);
  const replay = async () => {
    setBusy(true);
    try {
      const { statements, same, different } = await call("GET /api/pay-periods/:key/replay", { params: { key: pay.key } });
      toast({ text: different.length === 0 ? t("pay.replaySame", { count: statements }) : t("pay.replayDifferent", { same, codes: different.join(", ") }) });
    } catch (error) {
      toast({ error });
    }
    setBusy(false);
  };
  return (
    <button type="button" className="button" disabled={isBusy} onClick={() => void replay()}>
      {t(isBusy ? "pay.replaying" : "pay.action.replay")}
    </button>
  );
} // prettier-ignore

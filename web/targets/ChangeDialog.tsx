import { useState } from "react";
import { call, type Reply } from "../lib/client.ts";
import { newId } from "../lib/id.ts";
import { useT } from "../lib/i18n.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useWrite } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { FormProblem, Modal, toast } from "../ui/index.ts";
import { typed, useAmount } from "./amounts.ts";
import { stale, type Tree } from "./tree.ts";

export type Changing = {
  metric: Tree["metric"];
  unit: Tree["unit"];
  year: number;
  nodeId: string;
  name: string;
  successors?: readonly { nodeId: string; name: string }[];
};
type Effect = Reply<"POST /api/target-changes/preview">;
type Kind = "adjust" | "hand-over" | "spread";
type Props = { of: Changing; months: readonly { key: string; from: string; to: string }[]; onClose: () => void };

/** Ask for a change of a published target: what it does to the team and the company stands there before it is sent. */
export function ChangeDialog({ of, months, onClose }: Props) {
  const t = useT();
  const format = useFormat();
  const { today } = usePrefs();
  const ahead = months.filter((month) => month.to > today);
  const isOrphan = of.successors !== undefined;
  const [draft, setDraft] = useState({
    kind: (isOrphan ? "spread" : "adjust") as Kind,
    from: ahead[0]?.from ?? "",
    amount: "",
    toNodeId: "",
    reason: "",
  });
  const [effect, setEffect] = useState<Effect | null>(null);
  const [error, setError] = useState<unknown>(null);
  const send = useWrite("POST /api/target-changes", [...stale, "/api/target-changes"]);
  const change = (patch: Partial<typeof draft>) => (setDraft({ ...draft, ...patch }), setEffect(null));
  const amount = typed(draft.amount);
  const body = {
    metric: of.metric, year: of.year, kind: draft.kind, nodeId: of.nodeId, effectiveFrom: draft.from,
    ...(draft.kind === "adjust" && amount !== null && { amount }),
    ...(draft.kind === "hand-over" && draft.toNodeId && { toNodeId: draft.toNodeId }),
  }; // prettier-ignore
  const isReady = draft.from !== "" && (draft.kind === "adjust" ? amount !== null : draft.kind === "spread" || draft.toNodeId !== "");
  const look = () => call("POST /api/target-changes/preview", { body }).then((seen) => (setEffect(seen), setError(null)), setError);
  const submit = () =>
    send.mutate(
      { body: { ...body, id: newId(), reason: draft.reason } },
      { onSuccess: () => (toast({ text: t("target-changes.sent") }), onClose()), onError: setError },
    );
  const foot = (
    <>
      <button type="button" className="button" onClick={onClose}>
        {t("common.cancel")}
      </button>
      {effect ? (
        <button type="button" className="button primary" disabled={draft.reason.trim() === "" || send.isPending} onClick={submit}>
          {t("target-changes.send")}
        </button>
      ) : (
        <button type="button" className="button primary" disabled={!isReady} onClick={() => void look()}>
          {t("target-changes.look")}
        </button>
      )}
    </>
  );
  return (
    <Modal open title={t("target-changes.askTitle", { name: of.name })} onClose={onClose} foot={foot}>
      <div className="stack">
        <p className="muted small">{t("target-changes.askHint")}</p>
        <div className="form-grid">
          {isOrphan && (
            <label className="field">
              <span className="label">{t("target-changes.remedy")}</span>
              <select className="input" value={draft.kind} onChange={(event) => change({ kind: event.target.value as Kind })}>
                <option value="spread">{t("target-changes.kind.spread")}</option>
                <option value="hand-over">{t("target-changes.kind.hand-over")}</option>
              </select>
            </label>
          )}
          <label className="field">
            <span className="label">{t("target-changes.from")}</span>
            <select className="input" value={draft.from} onChange={(event) => change({ from: event.target.value })}>
              {ahead.map((month) => (
                <option key={month.key} value={month.from}>
                  {format.period(month.key)}
                </option>
              ))}
            </select>
          </label>
          {draft.kind === "adjust" && (
            <label className="field">
              <span className="label">{t("target-changes.amount")}</span>
              <input
                className="input num"
                inputMode="decimal"
                value={draft.amount}
                aria-invalid={draft.amount !== "" && amount === null}
                onChange={(event) => change({ amount: event.target.value })}
              />
            </label>
          )}
          {draft.kind === "hand-over" && (
            <label className="field">
              <span className="label">{t("target-changes.successor")}</span>
              <select className="input" value={draft.toNodeId} onChange={(event) => change({ toNodeId: event.target.value })}>
                <option value="">{t("target-changes.choose")}</option>
                {of.successors?.map((one) => (
                  <option key={one.nodeId} value={one.nodeId}>
                    {one.name}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
        <label className="field">
          <span className="label">{t("target-talks.reason")}</span>
          <textarea
            className="input"
            rows={2}
            maxLength={2000}
            placeholder={t("target-talks.reasonHint")}
            value={draft.reason}
            onChange={(event) => setDraft({ ...draft, reason: event.target.value })}
          />
        </label>
        {error !== null && <FormProblem error={error} />}
        {effect && <EffectTable effect={effect} unit={of.unit} />}
      </div>
    </Modal>
  );
}

function EffectTable({ effect, unit }: { effect: Effect; unit: Tree["unit"] }) {
  const t = useT();
  const { text, exact } = useAmount(unit);
  const rows = [
    ...effect.lines.map((line) => ({ ...line, what: "target-changes.yearOf" })),
    ...effect.gaps.map((gap) => ({ ...gap, what: "target-changes.gapOf" })),
  ];
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th>{t("target-changes.effect")}</th>
          <th className="num right">{t("target-talks.column.before")}</th>
          <th className="num right">{t("target-talks.column.after")}</th>
          <th className="num right">{t("target-changes.change")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.what + row.nodeId}>
            <th scope="row">{t(row.what, { name: row.name })}</th>
            <td className="num right muted" title={exact(row.before)}>
              {text(row.before)}
            </td>
            <td className="num right" title={exact(row.after)}>
              <b>{text(row.after)}</b>
            </td>
            <td className="num right" title={exact(row.change)}>
              {text(row.change)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

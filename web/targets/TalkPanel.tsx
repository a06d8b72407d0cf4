import { useState } from "react";
import { newId } from "../lib/id.ts";
import { useT } from "../lib/i18n.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { FormProblem, Loaded, toast } from "../ui/index.ts";
import { typed, useAmount } from "./amounts.ts";
import { ApprovalBar } from "./ApprovalBar.tsx";
import { ChangeDialog } from "./ChangeDialog.tsx";
import { stale, type Node, type TrailData, type Tree } from "./tree.ts";

type Props = { tree: Tree; node: Node };

/** The talk about one number: what was given, proposed and handed on, who said what, and what to do next. */
export function TalkPanel({ tree, node }: Props) {
  const query = useCall("GET /api/target-nodes/:nodeId/trail", {
    params: { nodeId: node.id },
    query: { metric: tree.metric, year: tree.year },
  });
  return (
    <Loaded query={query}>
      {(trail) => (
        <section className="stack talk">
          <Standing tree={tree} trail={trail} />
          <ApprovalBar tree={tree} node={node} trail={trail} />
          <OpenProposal tree={tree} trail={trail} />
          {tree.set?.state === "published" && (trail.mayPropose || trail.mayCounter) && <AskChange tree={tree} node={node} />}
          {(trail.mayPropose || trail.mayCounter) && <ProposalForm tree={tree} node={node} isCounter={!trail.mayPropose} />}
          {trail.mayRemark && <RemarkForm tree={tree} node={node} />}
          <Trail tree={tree} entries={trail.entries} />
        </section>
      )}
    </Loaded>
  );
}

function AskChange({ tree, node }: Props) {
  const t = useT();
  const [isOpen, open] = useState(false);
  const of = { metric: tree.metric, unit: tree.unit, year: tree.year, nodeId: node.id, name: node.name || node.detail };
  return (
    <div>
      <button type="button" className="button" onClick={() => open(true)}>
        {t("target-changes.ask")}
      </button>
      {isOpen && <ChangeDialog of={of} months={tree.months} onClose={() => open(false)} />}
    </div>
  );
}

function Standing({ tree, trail }: { tree: Tree; trail: TrailData }) {
  const t = useT();
  const { text, exact } = useAmount(tree.unit);
  const gap = trail.proposedGap;
  const state = gap === null ? null : gap.startsWith("-") ? "less" : Number(gap) === 0 ? "equal" : "more";
  return (
    <div>
      <h3>{t("target-talks.title")}</h3>
      <dl className="three-ways">
        {(["given", "proposed", "assigned"] as const).map((one) => (
          <div key={one}>
            <dt className="small muted">{t(`target-talks.${one}`)}</dt>
            <dd className="num" title={exact(trail[one])}>
              {text(trail[one])}
            </dd>
          </div>
        ))}
      </dl>
      {state && (
        <p className="small">
          {t("target-talks.proposedGap", { amount: t(`target-talks.${state}`, { amount: text(gap!.replace("-", "")) }) })}
        </p>
      )}
    </div>
  );
}

function OpenProposal({ tree, trail }: { tree: Tree; trail: TrailData }) {
  const t = useT();
  const format = useFormat();
  const { text } = useAmount(tree.unit);
  const [reason, setReason] = useState("");
  const accept = useWrite("POST /api/target-proposals/:id/acceptance", stale);
  const close = useWrite("POST /api/target-proposals/:id/closing", stale);
  const { open } = trail;
  if (!open) return null;
  const by = trail.entries.findLast((entry) => entry.id === open.id)?.by ?? "";
  const params = { id: open.id };
  return (
    <div className="panel stack talk-open">
      <p>{t(`target-talks.waiting.${open.side}`, { by, period: format.period(open.period), amount: text(open.amount) })}</p>
      {open.mayAccept && (
        <label className="field">
          <span className="label">{t("target-talks.reason")}</span>
          <input className="input" value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />
        </label>
      )}
      {(accept.error ?? close.error) && <FormProblem error={accept.error ?? close.error} />}
      <div className="row">
        {open.mayAccept && (
          <button
            type="button"
            className="button primary"
            onClick={() => accept.mutate({ params }, { onSuccess: () => toast({ text: t("target-talks.accepted") }) })}
          >
            {t("target-talks.accept")}
          </button>
        )}
        {(open.mayAccept || open.mayWithdraw) && (
          <button
            type="button"
            className="button"
            onClick={() => close.mutate({ params, body: { reason } }, { onSuccess: () => toast({ text: t("target-talks.closed") }) })}
          >
            {t(open.mayAccept ? "target-talks.decline" : "target-talks.withdraw")}
          </button>
        )}
      </div>
    </div>
  );
}

function ProposalForm({ tree, node, isCounter }: Props & { isCounter: boolean }) {
  const t = useT();
  const format = useFormat();
  const fresh = { period: String(tree.year), amount: "", reason: "", evidence: "" };
  const [draft, setDraft] = useState(fresh);
  const send = useWrite("POST /api/target-proposals", stale);
  const change = (patch: Partial<typeof fresh>) => setDraft({ ...draft, ...patch });
  const amount = typed(draft.amount);
  const periods = [String(tree.year), ...[1, 2, 3, 4].map((q) => `${tree.year}-Q${q}`), ...tree.months.map((month) => month.key)];
  const submit = () =>
    send.mutate(
      { body: { id: newId(), metric: tree.metric, year: tree.year, nodeId: node.id, ...draft, amount: amount! } },
      { onSuccess: () => (setDraft(fresh), toast({ text: t("target-talks.sent") })) },
    );
  return (
    <details>
      <summary>{t(isCounter ? "target-talks.counter" : "target-talks.propose")}</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (amount !== null && draft.reason.trim() !== "") submit();
        }}
      >
        <div className="form-grid">
          <label className="field">
            <span className="label">{t("target-talks.period")}</span>
            <select className="input" value={draft.period} onChange={(event) => change({ period: event.target.value })}>
              {periods.map((one) => (
                <option key={one} value={one}>
                  {format.period(one)}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span className="label">{t("target-talks.amount")}</span>
            <input
              className="input num"
              inputMode="decimal"
              value={draft.amount}
              aria-invalid={draft.amount !== "" && amount === null}
              onChange={(event) => change({ amount: event.target.value })}
            />
          </label>
        </div>
        <Words
          label={t("target-talks.reason")}
          hint={t("target-talks.reasonHint")}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
        <Words
          label={t("target-talks.evidence")}
          hint={t("target-talks.evidenceHint")}
          value={draft.evidence}
          onChange={(evidence) => change({ evidence })}
        />
        {send.error && <FormProblem error={send.error} />}
        <div>
          <button type="submit" className="button primary" disabled={amount === null || draft.reason.trim() === "" || send.isPending}>
            {t("target-talks.send")}
          </button>
        </div>
      </form>
    </details>
  );
}

type WordsProps = { label: string; hint: string; value: string; onChange: (value: string) => void };

function Words({ label, hint, value, onChange }: WordsProps) {
  return (
    <label className="field">
      <span className="label">{label}</span>
      <textarea
        className="input"
        rows={2}
        maxLength={2000}
        placeholder={hint}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

function RemarkForm({ tree, node }: Props) {
  const t = useT();
  const [text, setText] = useState("");
  const send = useWrite("POST /api/target-remarks", stale);
  const say = (kind: "question" | "comment") =>
    send.mutate(
      { body: { id: newId(), metric: tree.metric, year: tree.year, nodeId: node.id, kind, text } },
      { onSuccess: () => (setText(""), toast({ text: t("target-talks.remarkSent") })) },
    );
  return (
    <details>
      <summary>{t("target-talks.ask")}</summary>
      <div className="stack">
        <Words label={t("target-talks.remarkText")} hint="" value={text} onChange={setText} />
        {send.error && <FormProblem error={send.error} />}
        <div className="row">
          {(["question", "comment"] as const).map((kind) => (
            <button key={kind} type="button" className="button" disabled={text.trim() === "" || send.isPending} onClick={() => say(kind)}>
              {t(`target-talks.${kind}`)}
            </button>
          ))}
        </div>
      </div>
    </details>
  );
}

function Trail({ tree, entries }: { tree: Tree; entries: TrailData["entries"] }) {
  const t = useT();
  const format = useFormat();
  const { text, exact } = useAmount(tree.unit);
  return (
    <div>
      <h3>{t("target-talks.trail")}</h3>
      {entries.length === 0 && <p className="small muted">{t("target-talks.trailEmpty")}</p>}
      <ol className="trail">
        {entries.toReversed().map((entry) => (
          <li key={entry.id}>
            <span className="small muted num">{entry.at.slice(0, 10)}</span> <b>{entry.by}</b> {t(`target-talks.kind.${entry.kind}`)}{" "}
            {entry.amount !== null && (
              <span className="num" title={exact(entry.amount)}>
                {entry.period && format.period(entry.period)} <b>{text(entry.amount)}</b>
              </span>
            )}
            {entry.text && <p>{entry.text}</p>}
            {entry.evidence && <p className="small muted">{t("target-talks.evidenceOf", { text: entry.evidence })}</p>}
          </li>
        ))}
      </ol>
    </div>
  );
}

import { useState } from "react";
import { newId } from "../lib/id.ts";
import { useT } from "../lib/i18n.ts";
import { useWrite } from "../lib/query.ts";
import { ConfirmFlow, StatusTag, toast } from "../ui/index.ts";
import { stale, type Node, type TrailData, type Tree } from "./tree.ts";

type Props = { tree: Tree; node: Node; trail: TrailData };
type Asking = "submit" | "approved" | "returned" | null;

/** Hand a subtree up, decide on it, lock it: only the steps this reader has now. */
export function ApprovalBar({ tree, node, trail }: Props) {
  const t = useT();
  const [asking, ask] = useState<Asking>(null);
  const lock = useWrite("PUT /api/target-sets/:setId/locks/:nodeId", stale);
  const { submission } = trail;
  const isDraft = tree.set?.state === "draft";
  const params = { setId: tree.set?.id ?? "", nodeId: node.id };
  const isNothing = !trail.isLocked && !submission && !(isDraft && (trail.maySubmit || trail.mayLock));
  if (isNothing) return null;
  const toggle = (isLocked: boolean) =>
    lock.mutate({ params, body: { isLocked } }, { onSuccess: () => toast({ text: t(isLocked ? "target-talks.locked" : "target-talks.unlocked") }), onError: (error) => toast({ error }) }); // prettier-ignore
  return (
    <div className="row">
      <SubmissionTag state={submission?.state ?? null} isLocked={trail.isLocked} />
      {submission?.mayDecide && (
        <button type="button" className="button primary" onClick={() => ask("approved")}>
          {t("target-talks.approve")}
        </button>
      )}
      {submission?.mayDecide && (
        <button type="button" className="button" onClick={() => ask("returned")}>
          {t("target-talks.return")}
        </button>
      )}
      {isDraft && trail.maySubmit && (
        <button type="button" className="button" onClick={() => ask("submit")}>
          {t("target-talks.submit")}
        </button>
      )}
      {isDraft && trail.mayLock && !submission?.mayDecide && (
        <button type="button" className="button plain" onClick={() => toggle(!trail.isLocked)}>
          {t(trail.isLocked ? "target-talks.unlock" : "target-talks.lock")}
        </button>
      )}
      <Decision tree={tree} node={node} submissionId={submission?.id ?? ""} asking={asking} onClose={() => ask(null)} />
    </div>
  );
}

export function SubmissionTag({ state, isLocked }: { state: Node["submission"]; isLocked: boolean }) {
  const t = useT();
  if (state === "submitted") return <StatusTag kind="attention">{t("target-talks.state.submitted")}</StatusTag>;
  if (state === "approved") return <StatusTag kind="good">{t("target-talks.state.approved")}</StatusTag>;
  if (isLocked) return <StatusTag>{t("target-talks.locked")}</StatusTag>;
  return state === "returned" ? <StatusTag kind="danger">{t("target-talks.state.returned")}</StatusTag> : null;
}

type DecisionProps = { tree: Tree; node: Node; submissionId: string; asking: Asking; onClose: () => void };

function Decision({ tree, node, submissionId, asking, onClose }: DecisionProps) {
  const t = useT();
  const [words, setWords] = useState("");
  const submit = useWrite("POST /api/target-sets/:setId/submissions", stale);
  const decide = useWrite("POST /api/target-submissions/:id/decision", stale);
  const act = () =>
    asking === "submit"
      ? submit.mutateAsync({ params: { setId: tree.set!.id }, body: { id: newId(), nodeId: node.id, note: words } })
      : decide.mutateAsync({
          params: { id: submissionId },
          body: { kind: asking === "approved" ? "approved" : "returned", reason: words },
        });
  const name = node.name || node.detail;
  const title =
    asking === "submit" ? "target-talks.submitTitle" : asking === "approved" ? "target-talks.approveTitle" : "target-talks.returnTitle";
  const label = asking === "submit" ? "target-talks.submit" : asking === "approved" ? "target-talks.approve" : "target-talks.return";
  return (
    <ConfirmFlow open={asking !== null} title={t(title, { name })} confirmLabel={t(label)} onConfirm={act} onClose={onClose}>
      <p>{t(asking === "submit" ? "target-talks.submitWhat" : "target-talks.decideWhat")}</p>
      <label className="field">
        <span className="label">{t(asking === "returned" ? "target-talks.reason" : "target-talks.note")}</span>
        <input className="input" value={words} maxLength={2000} onChange={(event) => setWords(event.target.value)} />
      </label>
    </ConfirmFlow>
  );
}

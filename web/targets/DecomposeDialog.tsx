import { useState } from "react";
import type { Label } from "#core/explain/explanation.ts";
import { call, type Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { queryClient } from "../lib/query.ts";
import { FormProblem, Modal, TextField, toast } from "../ui/index.ts";
import { typed, useAmount } from "./amounts.ts";
import type { Node, Tree } from "./tree.ts";

type Preview = Reply<"POST /api/target-sets/:setId/decomposition/preview">;
type How = {
  nodes: "history" | "equal" | "manual";
  phasing: "history" | "working-days" | "equal";
  step: string;
  amount: string;
  shares: Record<string, string>;
  locked: string[];
};
type Props = { tree: Tree; node: Node; onClose: () => void };

const steps = { amount: ["0.01", "1", "1000", "10000"], count: ["1"] } as const;

/** Choose how, look at every part with its reason, then apply: the preview is the same computation. */
export function DecomposeDialog({ tree, node, onClose }: Props) {
  const t = useT();
  const children = tree.nodes.filter((one) => one.parentId === node.id);
  const [how, setHow] = useState<How>({
    nodes: "history",
    phasing: "history",
    step: tree.unit === "count" ? "1" : "1000",
    amount: node.year?.replace(/\.?0+$/, "") ?? "",
    shares: {},
    locked: [],
  });
  const [preview, setPreview] = useState<Preview | null>(null);
  const [error, setError] = useState<unknown>(null);
  const change = (patch: Partial<How>) => {
    setHow({ ...how, ...patch });
    setPreview(null);
  };
  const body = () => ({
    rootKind: node.kind, rootId: node.id, version: node.version, nodes: how.nodes, phasing: how.phasing, step: how.step, locked: how.locked,
    ...(node.mayWrite && typed(how.amount) !== null && { amount: typed(how.amount)! }),
    shares: how.nodes === "manual" ? children.map((child) => ({ nodeId: child.id, share: Math.round(Number(how.shares[child.id] ?? "0") * 100) })) : [],
  }); // prettier-ignore
  const ask = async () => {
    setError(null);
    try {
      setPreview(await call("POST /api/target-sets/:setId/decomposition/preview", { params: { setId: tree.set!.id }, body: body() }));
    } catch (refused) {
      setError(refused);
    }
  };
  const apply = async () => {
    try {
      await call("POST /api/target-sets/:setId/decomposition", { params: { setId: tree.set!.id }, body: body() });
      await queryClient.invalidateQueries({ queryKey: ["/api/targets"] });
      toast({ text: t("targets.decomposed", { name: node.name }) });
      onClose();
    } catch (refused) {
      setError(refused);
    }
  };
  const foot = (
    <>
      <button type="button" className="button" onClick={onClose}>
        {t("common.cancel")}
      </button>
      {preview ? (
        <button type="button" className="button primary" onClick={() => void apply()}>
          {t("targets.apply")}
        </button>
      ) : (
        <button type="button" className="button primary" onClick={() => void ask()}>
          {t("targets.preview")}
        </button>
      )}
    </>
  );
  return (
    <Modal open title={t("targets.decomposeTitle", { name: node.name })} onClose={onClose} foot={foot}>
      <div className="stack decompose">
        <p className="muted small">{t("targets.decomposeHint")}</p>
        {node.mayWrite && (
          <TextField
            label={t("targets.whole")}
            value={how.amount}
            onValue={(amount) => change({ amount })}
            inputMode="decimal"
            aria-invalid={typed(how.amount) === null}
            data-autofocus
          />
        )}
        <div className="form-grid">
          <Choice
            label={t("targets.basis")}
            value={how.nodes}
            of={["history", "equal", "manual"]}
            text={(one) => t(`targets.basisOf.${one}`)}
            onChange={(nodes) => change({ nodes })}
          />
          <Choice
            label={t("targets.phasingBy")}
            value={how.phasing}
            of={["history", "working-days", "equal"]}
            text={(one) => t(`targets.phasingOf.${one}`)}
            onChange={(phasing) => change({ phasing })}
          />
          <Choice
            label={t("targets.step")}
            value={how.step}
            of={steps[tree.unit]}
            text={(one) => t("targets.stepOf", { step: Number(one).toLocaleString("en") })}
            onChange={(step) => change({ step })}
          />
        </div>
        {how.nodes === "manual" && <Shares nodes={children} how={how} onChange={change} />}
        <Locks nodes={children} how={how} onChange={change} />
        {error !== null && <FormProblem error={error} />}
        {preview && <Lines tree={tree} preview={preview} />}
      </div>
    </Modal>
  );
}

type ChoiceProps<T extends string> = { label: string; value: T; of: readonly T[]; text: (one: T) => string; onChange: (one: T) => void };

function Choice<T extends string>({ label, value, of, text, onChange }: ChoiceProps<T>) {
  return (
    <label className="field">
      <span className="label">{label}</span>
      <select className="input" value={value} onChange={(event) => onChange(event.target.value as T)}>
        {of.map((one) => (
          <option key={one} value={one}>
            {text(one)}
          </option>
        ))}
      </select>
    </label>
  );
}

type PartProps = { nodes: readonly Node[]; how: How; onChange: (patch: Partial<How>) => void };

function Shares({ nodes, how, onChange }: PartProps) {
  const t = useT();
  return (
    <fieldset className="shares">
      <legend>{t("targets.shares")}</legend>
      {nodes.map((node) => (
        <TextField
          key={node.id}
          label={node.name || node.detail}
          value={how.shares[node.id] ?? ""}
          inputMode="decimal"
          onValue={(share) => onChange({ shares: { ...how.shares, [node.id]: share } })}
        />
      ))}
    </fieldset>
  );
}

function Locks({ nodes, how, onChange }: PartProps) {
  const t = useT();
  const set = nodes.filter((node) => node.year !== null);
  if (set.length === 0) return null;
  return (
    <details>
      <summary className="small">{t("targets.locks", { count: how.locked.length })}</summary>
      {set.map((node) => (
        <label key={node.id} className="row small">
          <input
            type="checkbox"
            checked={how.locked.includes(node.id)}
            onChange={(event) =>
              onChange({ locked: event.target.checked ? [...how.locked, node.id] : how.locked.filter((id) => id !== node.id) })
            }
          />
          {node.name || node.detail}
        </label>
      ))}
    </details>
  );
}

function Lines({ tree, preview }: { tree: Tree; preview: Preview }) {
  const t = useT();
  const { text, exact } = useAmount(tree.unit);
  const say = (label: Label) => t(label.key, label.values);
  const notes = [...new Set(preview.lines.flatMap((line) => line.notes.map(say)))];
  const top = Math.min(...preview.lines.map((line) => line.depth));
  return (
    <>
      {notes.map((note) => (
        <p key={note} className="small muted">
          {note}
        </p>
      ))}
      <div className="scroll-x" tabIndex={0} role="region" aria-label={t("targets.preview")}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t("targets.column.name")}</th>
              <th className="num right">{t("targets.before")}</th>
              <th className="num right">{t("targets.after")}</th>
              <th>{t("targets.why")}</th>
            </tr>
          </thead>
          <tbody>
            {preview.lines.map((line) => (
              <tr key={line.id}>
                <th scope="row" style={{ paddingLeft: 8 + (line.depth - top) * 16 }}>
                  {line.name || t("targets.vacant")}
                </th>
                <td className="num right muted" title={exact(line.before)}>
                  {text(line.before)}
                </td>
                <td className="num right" title={exact(line.year)}>
                  <b>{text(line.year)}</b>
                </td>
                <td className="small">{t("targets.whyBoth", { reason: say(line.reason), phasing: say(line.phasing) })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

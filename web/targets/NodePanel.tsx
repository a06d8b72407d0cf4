import { useState } from "react";
import { useT } from "../lib/i18n.ts";
import { useCan } from "../lib/me.ts";
import { useWrite } from "../lib/query.ts";
import { FormProblem, SidePanel, TextField } from "../ui/index.ts";
import { useAmount } from "./amounts.ts";
import { Gap, Reached } from "./TargetTable.tsx";
import { TargetCell } from "./TargetCell.tsx";
import { PlanPanel } from "./PlanPanel.tsx";
import { TalkPanel } from "./TalkPanel.tsx";
import { columnsOf, type Column, type Node, type Tree } from "./tree.ts";

type Props = {
  tree: Tree;
  node: Node | null;
  onSave: (node: Node, column: Column, amount: string | null) => Promise<unknown>;
  onDecompose: (node: Node) => void;
  onClose: () => void;
};

/** One node: its months, what it carries of the level above, and what can be done with it. */
export function NodePanel({ tree, node, onSave, onDecompose, onClose }: Props) {
  const t = useT();
  return (
    <SidePanel open={node !== null} title={node?.name || node?.detail || t("targets.vacant")} onClose={onClose}>
      {node && <Body tree={tree} node={node} onSave={onSave} onDecompose={onDecompose} />}
    </SidePanel>
  );
}

function Body({ tree, node, onSave, onDecompose }: Omit<Props, "node" | "onClose"> & { node: Node }) {
  const t = useT();
  const [year, ...months] = columnsOf(tree, "month");
  const isDraft = tree.set?.state === "draft";
  const mayPlan = useCan("actions:read");
  const mayBreakDown =
    isDraft && node.kind === "unit" && (node.mayWrite || tree.nodes.some((child) => child.parentId === node.id && child.mayWrite));
  return (
    <div className="stack">
      <Upwards tree={tree} node={node} />
      {node.attainment !== null && <Reached tree={tree} node={node} />}
      {node.gap !== null && (
        <div>
          <Gap tree={tree} node={node} />
        </div>
      )}
      <details className="target-months-fold" open={node.mayWrite}>
        <summary>{t("targets.monthsOf")}</summary>
        <table className="plain-table target-months">
          <tbody>
            {[year!, ...months].map((column) => (
              <tr key={column.key}>
                <th scope="row">{column === year ? t("targets.column.year") : t("targets.month", { n: Number(column.key.slice(5)) })}</th>
                <td className="num right">
                  <TargetCell unit={tree.unit} node={node} column={column} onSave={(amount) => onSave(node, column, amount)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      {mayBreakDown && <Over tree={tree} node={node} />}
      {mayBreakDown && (
        <button type="button" className="button primary" onClick={() => onDecompose(node)}>
          {t("targets.decompose")}
        </button>
      )}
      {node.inReach && <TalkPanel tree={tree} node={node} />}
      {node.inReach && mayPlan && <PlanPanel tree={tree} node={node} />}
    </div>
  );
}

/** "Your number → team → company". */
export function Upwards({ tree, node }: { tree: Tree; node: Node }) {
  const { text, exact } = useAmount(tree.unit);
  const line: Node[] = [];
  for (let at: Node | undefined = node; at; at = tree.nodes.find((one) => one.id === at!.parentId)) line.push(at);
  return (
    <ol className="target-line">
      {line.map((one) => (
        <li key={one.id}>
          <span>{one.name || one.detail}</span>{" "}
          <b className="num" title={exact(one.year)}>
            {text(one.year)}
          </b>
        </li>
      ))}
    </ol>
  );
}

function Over({ tree, node }: { tree: Tree; node: Node }) {
  const t = useT();
  const [percent, setPercent] = useState(String(Number(node.overPpm) / 10_000));
  const save = useWrite("PUT /api/target-sets/:setId/over-assignments/:nodeId", ["/api/targets"]);
  const ppm = Math.round(Number(percent) * 10_000);
  const isGood = Number.isFinite(ppm) && ppm >= 0 && ppm <= 1_000_000;
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (isGood) save.mutate({ params: { setId: tree.set!.id, nodeId: node.id }, body: { ppm } });
      }}
    >
      <TextField
        label={t("targets.overLabel")}
        hint={t("targets.overHint")}
        value={percent}
        onValue={setPercent}
        inputMode="decimal"
        aria-invalid={!isGood}
      />
      <button type="submit" className="button" disabled={!isGood || save.isPending}>
        {t("common.save")}
      </button>
      {save.error && <FormProblem error={save.error} />}
    </form>
  );
}

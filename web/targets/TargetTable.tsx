import { useState } from "react";
import { useT } from "../lib/i18n.ts";
import { usePhone } from "../ui/index.ts";
import { Icon, ProgressBar, StatusTag } from "../ui/index.ts";
import { useAmount } from "./amounts.ts";
import { SubmissionTag } from "./ApprovalBar.tsx";
import { TargetCell } from "./TargetCell.tsx";
import { columnsOf, hasChildren, shown, type Column, type Node, type Tree } from "./tree.ts";

type Props = {
  tree: Tree;
  grain: "quarter" | "month";
  onSave: (node: Node, column: Column, amount: string | null) => Promise<unknown>;
  onOpen: (node: Node) => void;
};

/** The tree of targets: who carries what in which period, what is left to give out, what is reached so far. */
export function TargetTable({ tree, grain, onSave, onOpen }: Props) {
  const t = useT();
  const isPhone = usePhone();
  const [closed, setClosed] = useState<ReadonlySet<string>>(() => foldedAtFirst(tree));
  const columns = columnsOf(tree, grain);
  const rows = shown(tree.nodes, closed);
  const toggle = (id: string) => setClosed((old) => new Set(old.has(id) ? [...old].filter((one) => one !== id) : [...old, id]));
  if (isPhone) {
    return (
      <ul className="panel target-rows">
        {rows.map((node) => (
          <PhoneRow
            key={node.id}
            tree={tree}
            node={node}
            isOpen={!closed.has(node.id)}
            onToggle={hasChildren(tree.nodes, node.id) ? () => toggle(node.id) : undefined}
            onOpen={onOpen}
          />
        ))}
      </ul>
    );
  }
  return (
    <div className="target-scroll panel">
      <table className="target-table">
        <caption className="visually-hidden">{t("targets.tableLabel")}</caption>
        <thead>
          <tr>
            <th scope="col" className="stick">
              {t("targets.column.name")}
            </th>
            <th scope="col" className="num">
              {t("targets.column.year")}
            </th>
            <th scope="col">{t("targets.column.progress")}</th>
            <th scope="col" className="num">
              {t("targets.column.gap")}
            </th>
            {columns.slice(1).map((column) => (
              <th key={column.key} scope="col" className="num">
                {shortOf(column.key, t)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((node) => (
            <tr key={node.id} className={node.mine ? "mine" : node.kind}>
              <th scope="row" className="stick" style={{ paddingLeft: 8 + node.depth * 18 }}>
                <Name
                  tree={tree}
                  node={node}
                  isOpen={!closed.has(node.id)}
                  onToggle={hasChildren(tree.nodes, node.id) ? () => toggle(node.id) : undefined}
                  onOpen={onOpen}
                />
              </th>
              <td className="num">
                <TargetCell unit={tree.unit} node={node} column={columns[0]!} onSave={(amount) => onSave(node, columns[0]!, amount)} />
              </td>
              <td>
                <Reached tree={tree} node={node} />
              </td>
              <td className="num">
                <Gap tree={tree} node={node} />
              </td>
              {columns.slice(1).map((column) => (
                <td key={column.key} className="num">
                  <TargetCell unit={tree.unit} node={node} column={column} onSave={(amount) => onSave(node, column, amount)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A large tree opens with its teams folded, but never over one's own line. */
function foldedAtFirst({ nodes }: Tree): ReadonlySet<string> {
  if (nodes.length <= 40) return new Set();
  const mine = new Set(nodes.filter((node) => node.mine).map((node) => node.parentId));
  return new Set(nodes.filter((node) => node.kind === "unit" && node.depth >= 2 && !mine.has(node.id)).map((node) => node.id));
}

const Chevron = ({ isOpen }: { isOpen: boolean }) => (
  <span className={isOpen ? "chevron open" : "chevron"}>
    <Icon name="right" size={14} />
  </span>
);

const shortOf = (key: string, t: ReturnType<typeof useT>): string =>
  key.includes("Q") ? t("targets.quarter", { n: key.slice(-1) }) : t("targets.month", { n: Number(key.slice(5)) });

type NameProps = { node: Node; isOpen: boolean; onToggle: (() => void) | undefined; onOpen: (node: Node) => void };

function Name({ tree, node, isOpen, onToggle, onOpen }: { tree: Tree } & NameProps) {
  const t = useT();
  const { text } = useAmount(tree.unit);
  const label = node.name || t("targets.vacant");
  return (
    <span className="target-name">
      {onToggle ? (
        <button
          type="button"
          className="button plain icon"
          aria-expanded={isOpen}
          aria-label={t(isOpen ? "targets.fold" : "targets.unfold", { name: label })}
          onClick={onToggle}
        >
          <Chevron isOpen={isOpen} />
        </button>
      ) : (
        <span className="no-toggle" />
      )}
      <button type="button" className="text-button" onClick={() => onOpen(node)}>
        {label}
      </button>
      {node.kind === "position" && <span className="muted small">{node.detail}</span>}
      {node.mine && <StatusTag kind="info">{t("targets.mine")}</StatusTag>}
      <SubmissionTag state={node.submission} isLocked={node.isLocked && tree.set?.state === "draft"} />
      {node.proposed !== null && node.proposed !== node.year && (
        <span className="small muted num">{t("target-talks.proposedTag", { amount: text(node.proposed) })}</span>
      )}
    </span>
  );
}

export function Reached({ tree, node }: { tree: Tree; node: Node }) {
  const { text, exact } = useAmount(tree.unit);
  if (node.attainment === null) return <span className="muted">—</span>;
  return (
    <span className="target-reached">
      <ProgressBar ppm={node.attainment} label={node.name} />
      <span
        className="small num"
        title={exact(node.actual)}
      >{`${(Number(node.attainment) / 10_000).toFixed(1)}% · ${text(node.actual)}`}</span>
    </span>
  );
}

export function Gap({ tree, node }: { tree: Tree; node: Node }) {
  const t = useT();
  const { text, exact } = useAmount(tree.unit);
  const over = Number(node.overPpm) / 10_000;
  if (node.gap === null || node.gapState === null) return <span className="muted">—</span>;
  const kind = node.gapState === "balanced" ? "good" : node.gapState === "open" ? "attention" : "danger";
  return (
    <span title={exact(node.gap)}>
      <StatusTag kind={kind}>{t(`targets.gap.${node.gapState}`, { amount: text(node.gap.replace("-", "")) })}</StatusTag>
      {over > 0 && <span className="small muted"> {t("targets.over", { percent: over })}</span>}
    </span>
  );
}

type PhoneProps = { tree: Tree } & NameProps;

function PhoneRow({ tree, node, isOpen, onToggle, onOpen }: PhoneProps) {
  const t = useT();
  const { text } = useAmount(tree.unit);
  const label = node.name || t("targets.vacant");
  return (
    <li className={node.mine ? "mine" : undefined} style={{ paddingLeft: node.depth * 10 }}>
      {onToggle ? (
        <button
          type="button"
          className="button plain icon"
          aria-expanded={isOpen}
          aria-label={t(isOpen ? "targets.fold" : "targets.unfold", { name: label })}
          onClick={onToggle}
        >
          <Chevron isOpen={isOpen} />
        </button>
      ) : (
        <span className="no-toggle" />
      )}
      <button type="button" className="target-line-button" onClick={() => onOpen(node)}>
        <span className="spread">
          <span>
            <b>{label}</b> {node.mine && <StatusTag kind="info">{t("targets.mine")}</StatusTag>}
          </span>
          <span className="num">{text(node.year)}</span>
        </span>
        {node.attainment !== null && <Reached tree={tree} node={node} />}
        {node.gapState && node.gapState !== "balanced" && <Gap tree={tree} node={node} />}
      </button>
    </li>
  );
}

import { useState } from "react";
import { useAmount } from "../lib/amounts.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { ExplainButton, StatusTag } from "../ui/index.ts";
import { boundsOf, NodeBounds, type Bounds } from "./NodeBounds.tsx";
import { plain, type Form, type Line, type Result } from "./assumptions.ts";

type Props = {
  result: Result;
  form: Form;
  onLock: (node: string, amount: string | null) => void;
  onBound: (node: string, bounds: Bounds) => void;
};
const kinds = { "too-high": "attention", "too-low": "info", fits: "good", unknown: "neutral" } as const;

/** The organisation with last year, expectation and what was allocated; every number opens up, every seat can be locked. */
export function ResultTable({ result, form, onLock, onBound }: Props) {
  const t = useT();
  const [bounded, bound] = useState<Line | null>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(() => foldedAtFirst(result.lines));
  const fold = (id: string) => setClosed(new Set(closed.has(id) ? [...closed].filter((one) => one !== id) : [...closed, id]));
  const parents = new Set(result.lines.map((line) => line.parentId));
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={t("allocation.tableLabel")}>
      <table className="plain-table allocation-table">
        <thead>
          <tr>
            <th>{t("allocation.column.name")}</th>
            <th className="num right">{t("allocation.column.lastYear")}</th>
            <th className="num right">{t("allocation.column.expected")}</th>
            <th className="num right">{t("allocation.column.target")}</th>
            <th className="num right">{t("allocation.column.stretch")}</th>
            <th>{t("allocation.column.reach")}</th>
            <th>
              <span className="visually-hidden">{t("allocation.column.lock")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown(result.lines, closed).map((line) => (
            <Row
              key={line.id}
              line={line}
              unit={result.unit}
              isOpen={parents.has(line.id) ? !closed.has(line.id) : null}
              isLocked={form.locks.some((one) => one.node === line.id)}
              bounds={boundsOf(form, line.id)}
              onBound={() => bound(line)}
              onFold={() => fold(line.id)}
              onLock={onLock}
            />
          ))}
        </tbody>
      </table>
      {bounded && (
        <NodeBounds
          line={bounded}
          form={form}
          year={result.year}
          onSave={(given) => {
            bound(null);
            onBound(bounded.id, given);
          }}
          onClose={() => bound(null)}
        />
      )}
    </div>
  );
}

/** A large company opens with its regions and teams; people are one click below. */
const foldedAtFirst = (lines: readonly Line[]): Set<string> =>
  new Set(lines.length > 30 ? lines.filter((line) => line.kind === "unit" && line.depth > 1).map((line) => line.id) : []);

/** Lines whose every ancestor is open. */
function shown(lines: readonly Line[], closed: ReadonlySet<string>): Line[] {
  const hidden = new Set<string>();
  return lines.filter((line) => {
    const isHidden = line.parentId !== null && (hidden.has(line.parentId) || closed.has(line.parentId));
    if (isHidden) hidden.add(line.id);
    return !isHidden;
  });
}

type RowProps = {
  line: Line;
  unit: Result["unit"];
  isOpen: boolean | null;
  isLocked: boolean;
  bounds: Bounds;
  onBound: () => void;
  onFold: () => void;
  onLock: Props["onLock"];
};

function Row({ line, unit, isOpen, isLocked, bounds, onBound, onFold, onLock }: RowProps) {
  const t = useT();
  const format = useFormat();
  const { text, exact } = useAmount(unit);
  const name = line.name || t("allocation.vacant");
  return (
    <tr className={line.kind}>
      <th scope="row" style={{ paddingLeft: 8 + line.depth * 14 }}>
        {isOpen !== null && (
          <button
            type="button"
            className="fold"
            aria-expanded={isOpen}
            aria-label={t(isOpen ? "targets.fold" : "targets.unfold", { name })}
            onClick={onFold}
          >
            {isOpen ? "▾" : "▸"}
          </button>
        )}
        <span>{name}</span> {line.kind === "position" && <span className="small muted">{line.detail}</span>}
      </th>
      <td className="num right" title={exact(line.lastYear)}>
        {text(line.lastYear)}
      </td>
      <td className="num right muted" title={exact(line.expected)}>
        {text(line.expected)}
      </td>
      <td className="num right" title={exact(line.year)}>
        <b>{text(line.year)}</b>
        <span className="why">
          {line.held !== "weight" && line.held !== "given" && <span className="small muted">{t(`allocation.held.${line.held}`)} </span>}
          <ExplainButton explain={line.explanation} subject={name} />
        </span>
      </td>
      <td className="num right">{line.stretch === null ? "—" : format.rate(line.stretch, 0)}</td>
      <td>{line.attainability && <Reach attainability={line.attainability} />}</td>
      <td>
        {line.held !== "given" && (
          <button type="button" className="text-button small" aria-label={t("allocation.boundsOf", { name })} onClick={onBound}>
            {boundsText(t, bounds, text)}
          </button>
        )}{" "}
        {line.held !== "given" && (
          <button
            type="button"
            className="text-button small"
            aria-pressed={isLocked}
            aria-label={t(isLocked ? "allocation.unlock" : "allocation.lock", { name, amount: text(line.year) })}
            onClick={() => onLock(line.id, isLocked ? null : plain(line.year))}
          >
            {t(isLocked ? "allocation.unlock" : "allocation.column.lock", { name: "" })}
          </button>
        )}
      </td>
    </tr>
  );
}

/** "≥ 80万 ≤ 120万", or the word for setting them. */
function boundsText(t: ReturnType<typeof useT>, { floor, cap, hireFrom }: Bounds, text: (amount: string) => string): string {
  const parts = [floor && `≥ ${text(floor)}`, cap && `≤ ${text(cap)}`, hireFrom && t("allocation.hireOn", { day: hireFrom })].filter(
    Boolean,
  );
  return parts.length === 0 ? t("allocation.column.bounds") : parts.join(" ");
}

function Reach({ attainability: { flag, reason } }: { attainability: NonNullable<Line["attainability"]> }) {
  const t = useT();
  const label = useLabel();
  return (
    <details className="reach">
      <summary>
        <StatusTag kind={kinds[flag]}>{t(`allocation.flags.${flag}`)}</StatusTag>
      </summary>
      <p className="small">{label(reason)}</p>
    </details>
  );
}

import { useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { movedTo } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { FormProblem } from "../ui/index.ts";
import { amountIn, typed, useAmount } from "./amounts.ts";
import type { Column, Node, Tree } from "./tree.ts";

type Props = { unit: Tree["unit"]; node: Node; column: Column; onSave: (amount: string | null) => Promise<unknown> };

/** A number that becomes a field on Enter or click; Enter or leaving saves, Esc gives up, an empty field empties it. */
export function TargetCell({ unit, node, column, onSave }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [isBack, setBack] = useState(false);
  const t = useT();
  const amount = amountIn(node, column);
  const { text, exact } = useAmount(unit);
  if (!node.mayWrite) return <span title={exact(amount)}>{text(amount)}</span>;
  if (isOpen)
    return (
      <Field
        unit={unit}
        column={column}
        start={amount}
        label={`${node.name} ${column.key}`}
        onSave={onSave}
        onClose={(byKey) => (setBack(byKey), setOpen(false))}
      />
    );
  return (
    <button
      type="button"
      className="cell-button num"
      autoFocus={isBack}
      title={exact(amount)}
      aria-label={t("targets.editCell", { name: node.name, period: column.key, value: text(amount) })}
      onClick={() => setOpen(true)}
    >
      {text(amount)}
    </button>
  );
}

/** Somebody was faster: both numbers, and what to do. */
function Moved({ now, mine }: { now: string; mine: string }) {
  const t = useT();
  return (
    <span className="field-error small" role="alert">
      {t("targets.movedTo", { now, mine })}
    </span>
  );
}

type FieldProps = Omit<Props, "node"> & { start: string | null; label: string; onClose: (byKey: boolean) => void };

function Field({ unit, column, start, label, onSave, onClose }: FieldProps) {
  const t = useT();
  const { text: show } = useAmount(unit);
  const [text, setText] = useState(start === null ? "" : start.replace(/\.?0+$/, ""));
  const [error, setError] = useState<unknown>(null);
  const isSaving = useRef(false);
  const moved = movedTo<Node>(error);
  const amount = text.trim() === "" ? null : typed(text);
  const isBad = text.trim() !== "" && amount === null;
  const save = async (byKey: boolean) => {
    if (isBad || isSaving.current) return;
    if (amount === start) return onClose(byKey);
    isSaving.current = true;
    try {
      await onSave(amount);
      onClose(byKey);
    } catch (refused) {
      setError(refused);
    }
    isSaving.current = false;
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") void save(true);
    if (event.key !== "Escape") return;
    event.preventDefault(); // else the panel around it closes as well
    onClose(true);
  };
  return (
    <span className="cell-field">
      <input
        className="input num"
        aria-label={label}
        aria-invalid={isBad}
        autoFocus
        inputMode="decimal"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKey}
        onBlur={() => (error === null ? void save(false) : undefined)}
        onFocus={(event) => event.target.select()}
      />
      {isBad && (
        <span className="field-error small" role="alert">
          {t("targets.badAmount")}
        </span>
      )}
      {error !== null && (moved ? <Moved now={show(amountIn(moved, column))} mine={show(amount)} /> : <FormProblem error={error} />)}
    </span>
  );
}

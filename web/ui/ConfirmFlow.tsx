import { useState } from "react";
import type { ReactNode } from "react";
import { useT } from "../lib/i18n.ts";
import { Modal } from "./Dialog.tsx";
import { problemText } from "./states.tsx";

type Props = {
  open: boolean;
  title: string;
  /** What will happen, stated before it happens. */
  children: ReactNode;
  confirmLabel: string;
  danger?: boolean;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
};

/** One decision: says what will happen, waits, stays open with the reason when it was refused. */
export function ConfirmFlow({ open, title, children, confirmLabel, danger, onConfirm, onClose }: Props) {
  const t = useT();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      onClose();
    } catch (refused) {
      setError(refused);
    }
    setBusy(false);
  };
  const foot = (
    <>
      <button type="button" className="button" onClick={onClose}>
        {t("common.cancel")}
      </button>
      <button type="button" className={`button ${danger ? "danger" : "primary"}`} onClick={() => void confirm()} disabled={isBusy}>
        {confirmLabel}
      </button>
    </>
  );
  return (
    <Modal open={open} title={title} onClose={onClose} foot={foot}>
      <div className="stack">
        {children}
        {error !== null && <FormProblem error={error} />}
      </div>
    </Modal>
  );
}

/** A refusal inside a form or dialog: title, fields, remedy. */
export function FormProblem({ error }: { error: unknown }) {
  const t = useT();
  const problem = problemText(error, t);
  return (
    <p className="field-error" role="alert">
      {[problem.title, problem.detail, problem.remedy].filter(Boolean).join(" ")}
    </p>
  );
}

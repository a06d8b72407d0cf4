import { useEffect, useId, useRef } from "react";
import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import { useT } from "../lib/i18n.ts";
import { Icon } from "./Icon.tsx";

type Props = { open: boolean; title: ReactNode; onClose: () => void; children: ReactNode; foot?: ReactNode };

/** Centred dialog for one decision. The browser keeps focus inside and gives it back. */
export const Modal = (props: Props) => <Dialog {...props} className="modal" />;
/** Right-hand panel for a quick look without losing the place. */
export const SidePanel = (props: Props) => <Dialog {...props} className="side-panel" />;

function Dialog({ open, title, onClose, children, foot, className }: Props & { className: string }) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const t = useT();
  useEffect(() => {
    if (!open) return ref.current?.close();
    ref.current?.showModal();
    ref.current?.querySelector<HTMLElement>("[data-autofocus]")?.focus();
  }, [open]);
  return createPortal(
    <dialog
      ref={ref}
      className={className}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => {
        // Through a portal React still bubbles to the row or button that opened it.
        event.stopPropagation();
        if (event.target === ref.current) onClose();
      }}
    >
      {open && (
        <>
          <div className="dialog-head">
            <h2 id={titleId}>{title}</h2>
            <button type="button" className="button plain icon" onClick={onClose} aria-label={t("common.close")}>
              <Icon name="close" />
            </button>
          </div>
          <div className="dialog-body">{children}</div>
          {foot && <div className="dialog-foot">{foot}</div>}
        </>
      )}
    </dialog>,
    document.body,
  );
}

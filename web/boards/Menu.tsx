import { useRef, type ReactNode } from "react";
import { Icon } from "../ui/index.ts";

type Item = { text: string; act: () => void; disabled?: boolean };

/** A few actions behind one button; closes by Escape, by leaving and after the act. */
export function Menu({ label, items, children }: { label: string; items: readonly Item[]; children?: ReactNode }) {
  const box = useRef<HTMLDetailsElement>(null);
  const close = () => box.current?.removeAttribute("open");
  return (
    <details
      className="board-menu no-print"
      ref={box}
      onKeyDown={(event) => event.key === "Escape" && close()}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close()}
    >
      <summary className="button plain icon" aria-label={label}>
        {children ?? <Icon name="more" />}
      </summary>
      <div className="board-menu-sheet">
        {items.map((item) => (
          <button key={item.text} type="button" disabled={item.disabled} onClick={() => (close(), item.act())}>
            {item.text}
          </button>
        ))}
      </div>
    </details>
  );
}

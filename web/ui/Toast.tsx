import { useSyncExternalStore } from "react";
import { useT } from "../lib/i18n.ts";
import { problemText } from "./states.tsx";

type Toast = { id: number; text?: string; error?: unknown; undo?: () => void };
let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();
const set = (next: readonly Toast[]) => {
  toasts = next;
  for (const listener of listeners) listener();
};
const drop = (id: number) => set(toasts.filter((one) => one.id !== id));

/** Says what was done, with a way back where there is one; an error is said in its own words. */
export function toast(message: Omit<Toast, "id">) {
  const id = ++last;
  set([...toasts.slice(-2), { ...message, id }]);
  setTimeout(() => drop(id), message.undo ? 10_000 : 5_000);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Stands once in the shell; it is the page's live region. */
export function Toasts() {
  const all = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {all.map((one) => (
        <OneToast key={one.id} toast={one} />
      ))}
    </div>
  );
}

function OneToast({ toast: one }: { toast: Toast }) {
  const t = useT();
  const problem = one.error ? problemText(one.error, t) : null;
  const undo = () => {
    drop(one.id);
    one.undo?.();
  };
  return (
    <div className="toast">
      <span>{problem ? [problem.title, problem.remedy].filter(Boolean).join(" ") : one.text}</span>
      {one.undo && (
        <button type="button" onClick={undo}>
          {t("common.undo")}
        </button>
      )}
    </div>
  );
}

import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./Icon.tsx";

export type Status = "neutral" | "info" | "good" | "attention" | "danger";
const icons: Record<Status, IconName | null> = { neutral: null, info: "info", good: "check", attention: "warn", danger: "warn" };

/** A state is a word with an icon, never a colour alone. */
export function StatusTag({ kind = "neutral", children }: { kind?: Status; children: ReactNode }) {
  const icon = icons[kind];
  return (
    <span className={`tag ${kind}`}>
      {icon && <Icon name={icon} size={12} />}
      {children}
    </span>
  );
}

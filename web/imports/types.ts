import type { Reply } from "../lib/client.ts";
import type { Status } from "../ui/StatusTag.tsx";

export type Detail = Reply<"GET /api/imports/:id">;
export type Summary = Reply<"GET /api/imports">["rows"][number];
export type Preview = Reply<"POST /api/imports/:id/preview">;
export type Reading = Detail["reading"];
export type Mode = Summary["mode"];
export type Problem = Preview["problems"][number];

export const steps = ["file", "columns", "check", "run", "result"] as const;
export type Step = (typeof steps)[number];

export const stateKind: Readonly<Record<Summary["state"], Status>> = {
  uploaded: "neutral",
  previewed: "info",
  running: "info",
  done: "good",
  failed: "danger",
  cancelled: "neutral",
  undone: "attention",
};

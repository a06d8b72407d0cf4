import { toast } from "../ui/Toast.tsx";
import { useT } from "./i18n.ts";
import { useWrite } from "./query.ts";

/** Ticks an action as done and offers the way back; the workbench and the talk page share it. */
export function useTick() {
  const t = useT();
  const write = useWrite("PATCH /api/actions/:id", ["/api/home", "/api/team"]);
  const failed = { onError: (error: Error) => toast({ error }) };
  return (action: { id: string; version: number; title: string }) => {
    const undo = (version: number) => write.mutate({ params: { id: action.id }, body: { version, isDone: false } }, failed);
    write.mutate(
      { params: { id: action.id }, body: { version: action.version, isDone: true } },
      { ...failed, onSuccess: (done) => toast({ text: t("actions.done", { title: action.title }), undo: () => undo(done.version) }) },
    );
  };
}

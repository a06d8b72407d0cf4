import { call } from "../lib/client.ts";
import { queryClient } from "../lib/query.ts";
import { toast } from "../ui/index.ts";

/** Takes an application back; when somebody went on from it, that is said in the server's words. */
export async function undoApplication(id: string, done: string): Promise<void> {
  try {
    await call("POST /api/allocation-applications/:id/undoing", { params: { id } });
    toast({ text: done });
  } catch (error) {
    toast({ error });
  }
  await queryClient.invalidateQueries({ predicate: ({ queryKey }) => /^\/api\/(allocation|targets)/.test(String(queryKey[0])) });
}

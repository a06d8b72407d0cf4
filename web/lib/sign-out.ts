import { call } from "./client.ts";
import { useGo } from "./place.ts";
import { queryClient } from "./query.ts";

/** Ends the session on the server, forgets everything here. */
export function useSignOut(): () => void {
  const go = useGo();
  return () =>
    void call("DELETE /api/session").finally(() => {
      go("/sign-in", { replace: true });
      queryClient.clear();
    });
}

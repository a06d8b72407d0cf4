import { useQuery } from "@tanstack/react-query";
import { reading } from "./query.ts";
import { ProblemError } from "./client.ts";
import type { Reply } from "./client.ts";

export type Me = Reply<"GET /api/me">;

export const meQuery = () => reading("GET /api/me");

/** Who I am; pages behind the sign-in always have it. */
export function useMe(): Me {
  const { data } = useQuery({ ...meQuery(), staleTime: 60_000 });
  if (!data) throw new ProblemError({ type: "about:blank", title: "signed-out", status: 401, code: "signed-out" });
  return data;
}

/** `useCan("targets:write")` — only what to show; the server decides again. */
export function useCan(right: string): boolean {
  return useMe().can.includes(right);
}

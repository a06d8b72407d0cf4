import { keepPreviousData, type Query, QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { address, call, ProblemError } from "./client.ts";
import type { Args, GetKey, Key, Options, Reply, Request } from "./client.ts";

const mayHelp = (failures: number, error: unknown) =>
  failures < 2 && error instanceof ProblemError && (error.problem.status === 0 || error.problem.status === 503);

export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 15_000, retry: mayHelp, refetchOnWindowFocus: true }, mutations: { retry: false } },
});

/** Read a route: `useQuery(reading("GET /api/targets", { query: { year } }))`. The cache key starts with the path. */
export function reading<K extends GetKey>(key: K, ...args: Args<K>) {
  const path = key.slice(4);
  return queryOptions({ queryKey: [path, address(key, (args[0] ?? {}) as Request)], queryFn: () => call(key, ...args) });
}

/** The common case in one word. `keep` shows the last answer while the next one loads. */
export function useCall<K extends GetKey>(key: K, options: Options<K>, extra: { enabled?: boolean; keep?: boolean } = {}) {
  const { keep = true, enabled = true } = extra;
  return useQuery({
    ...reading(key, ...([options] as unknown as Args<K>)),
    enabled,
    placeholderData: keep ? keepPreviousData : undefined,
  });
}

/** A write, and the paths (prefixes) whose answers it makes stale: `useWrite("POST /api/actions", ["/api/home"])`. */
export function useWrite<K extends Key>(key: K, stale: readonly string[] = []) {
  const client = useQueryClient();
  const touched = { predicate: (q: Query) => stale.some((path) => String(q.queryKey[0]).startsWith(path)) };
  return useMutation<Reply<K>, Error, Options<K>>({
    mutationFn: (options) => call(key, ...([options] as unknown as Args<K>)),
    onSuccess: () => client.invalidateQueries(touched),
    // Somebody was faster: the page behind the form shows the present record, and the form saves against that one.
    onError: (error) => (error instanceof ProblemError && error.problem.status === 409 ? client.invalidateQueries(touched) : undefined),
  });
}

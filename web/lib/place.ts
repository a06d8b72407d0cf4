import { useNavigate, useParams, useSearch } from "@tanstack/react-router";

/** "/targets?period=2026" as the router wants it. */
export function target(to: string) {
  const [path = "/", search = ""] = to.split("?");
  return { to: path, search: Object.fromEntries(new URLSearchParams(search)) };
}

export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  return (to, options = {}) => void navigate({ ...target(to), replace: options.replace ?? false });
}

export function useParam(name: string): string {
  const params = useParams({ strict: false }) as Record<string, string | undefined>;
  return params[name] ?? "";
}

/** Filters live in the address: always text, absent when empty. */
export function useFilters<N extends string>(): [Partial<Record<N, string>>, (change: Partial<Record<N, string>>) => void] {
  const search = useSearch({ strict: false }) as Partial<Record<N, string>>;
  const navigate = useNavigate();
  const change = (patch: Partial<Record<N, string>>) => {
    const next = Object.entries({ ...search, ...patch }).filter(([, value]) => value !== undefined && value !== "");
    void navigate({ to: ".", search: Object.fromEntries(next), replace: true });
  };
  return [search, change];
}

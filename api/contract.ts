import type { z } from "zod";

/** Who may: the door (server/access) turns resource and action into the caller's scope. */
export type Access = { readonly resource: Resource; readonly action: Action } | "public" | "signed-in";

export const resources = [
  "people",
  "organisation",
  "calendar",
  "customers",
  "products",
  "deals",
  "orders",
  "receipts",
  "targets",
  "target-talks",
  "target-letters",
  "strategy",
  "job-profiles",
  "forecast",
  "metrics",
  "diagnosis",
  "diagnosis-notes",
  "benchmarks",
  "ability-profiles",
  "team-profiles",
  "improvement-plans",
  "dashboards",
  "scorecards",
  "schemes",
  "statements",
  "pay-disputes",
  "plans",
  "one-on-ones",
  "actions",
  "imports",
  "audit",
  "users",
  "settings",
  "sales-process",
] as const;
export type Resource = (typeof resources)[number];
export const actions = ["read", "write", "publish", "export"] as const;
export type Action = (typeof actions)[number];

/** One documented route. Its key in the contract is "METHOD /path"; params stand as :name in the path. */
export type Route = {
  readonly access: Access;
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly reply: z.ZodType;
  /** Codes of the refusals a caller must expect, as in api/problems.ts. */
  readonly refusals?: readonly string[];
  /** Answers a file or a stream instead of JSON. */
  readonly raw?: boolean;
};
export type Routes = Readonly<Record<`${"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} /${string}`, Route>>;

type Input<S> = S extends z.ZodType ? z.input<S> : undefined;
type Output<S> = S extends z.ZodType ? z.output<S> : undefined;
/** What a client sends and gets for one route of a contract (types only: the browser carries no schemas). */
export type Call<R extends Route> = {
  params: Input<R["params"]>;
  query: Input<R["query"]>;
  body: Input<R["body"]>;
  reply: z.input<R["reply"]> extends infer T ? T : never;
};
/** What a handler gets after parsing. */
export type Parsed<R extends Route> = {
  params: Output<R["params"]>;
  query: Output<R["query"]>;
  body: Output<R["body"]>;
};

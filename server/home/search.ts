import type { Resource } from "#api/contract.ts";
import { scopeOf } from "../access/door.ts";
import type { Context, Reply } from "../http/implement.ts";
import type { Contract } from "#api/index.ts";
import { findCustomers, findPeople, findUnits, type Found } from "./store.ts";

type Asked = Contract["GET /api/search"];
const kinds = [
  { kind: "person", resource: "people", find: findPeople },
  { kind: "unit", resource: "organisation", find: findUnits },
  { kind: "customer", resource: "customers", find: findCustomers },
] as const satisfies readonly { kind: Found["kind"]; resource: Resource; find: unknown }[];

/** One box over three doors: each kind within what the caller may read of it. */
export async function search({ tx, query, user, today }: Context<Asked>): Promise<Reply<Asked>> {
  const text = query.q.trim();
  const rows: Found[] = [];
  if (text === "") return { rows };
  for (const { resource, find } of kinds.filter((one) => query.kind === undefined || one.kind === query.kind)) {
    const scope = await scopeOf(tx, user, resource, "read", today);
    if (scope) rows.push(...(await find(tx, { text, day: today, scope })));
  }
  return { rows };
}

import type pg from "pg";
import type { Pool } from "pg";
import type { Size } from "./company.ts";

/** What every part is given: the filled company, by its owner and as the server works. */
export type Bench = { readonly owner: pg.Client; readonly pool: Pool; readonly tenantId: bigint; readonly size: Size };

import type { ImportKind } from "#core/imports/fields.ts";
import type { Records } from "#core/imports/records.ts";
import type { Importer } from "../importer.ts";
import { customers, opportunities, products } from "./catalogue.ts";
import { collectionPlan, orders, receipts } from "./orders.ts";
import { organisation } from "./organisation.ts";
import { people } from "./people.ts";
import { targets } from "./targets.ts";

const importers = {
  organisation,
  people,
  products,
  customers,
  opportunities,
  orders,
  "collection-plan": collectionPlan,
  receipts,
  targets,
};

/** The state type stays inside the importer: whoever plans and commits only carries it along. */
export function importerOf<K extends ImportKind>(kind: K): Importer<Records[K], unknown> {
  return importers[kind] as unknown as Importer<Records[K], unknown>;
}

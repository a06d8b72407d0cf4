import type { ImportKind } from "#core/imports/fields.ts";
import type { Records } from "#core/imports/records.ts";
import type { Importer } from "../importer.ts";
import { customers, products } from "./catalogue.ts";
import { dealHistory, dealStages, opportunities } from "./deals.ts";
import { collectionPlan, orders, receipts } from "./orders.ts";
import { organisation } from "./organisation.ts";
import { people } from "./people.ts";
import { activities, complaints, contracts, costs, leads, productTags, quotes, referrals, surveys, touches, writeOffs } from "./process.ts";
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
  "deal-stages": dealStages,
  "deal-history": dealHistory,
  leads,
  touches,
  activities,
  quotes,
  costs,
  surveys,
  complaints,
  referrals,
  contracts,
  "write-offs": writeOffs,
  "product-tags": productTags,
};

/** The state type stays inside the importer: whoever plans and commits only carries it along. */
export function importerOf<K extends ImportKind>(kind: K): Importer<Records[K], unknown> {
  return importers[kind] as unknown as Importer<Records[K], unknown>;
}

import { measureFacts, measures, type Measure } from "./measures.ts";

/** What facts can be narrowed by, each to some of its values. */
export const filterFields = ["customerClass", "industry", "region", "productCategory", "productTag", "channel", "dealSource"] as const;
export type FilterField = (typeof filterFields)[number];
export type Filter = Readonly<Partial<Record<FilterField, readonly string[] | undefined>>>;
export const attributions = ["as-booked", "customer-owner"] as const;
/** A part of a measure: only rows under the filter, for whoever is booked or for the owner of the customer. */
export type Slice = { readonly filter: Filter; readonly attribution: (typeof attributions)[number] };
export type Chosen = Slice & { readonly measure: Measure };

const byCustomer: readonly FilterField[] = ["customerClass", "industry", "region"];
const byLine: readonly FilterField[] = ["productCategory", "productTag"];
const onLines = new Set<Measure>(["line-amount", "gross-profit", "key-product-amount", "new-product-amount"]);
/** Rows of these carry the id of an order or a deal. */
const ofOrders = new Set<Measure>(["signed-amount", "delivered-amount", "deal-count", "customers", "delivery-days", "new-customers"]);

/** Measures a company may build metrics of: nothing about single people, and no answers that were promised to be nobody's. */
export const choosable = (Object.keys(measures) as Measure[]).filter((measure) => {
  const { attribution, source, dateField } = measureFacts(measure);
  if (attribution === "unit" || source === "people" || source === "actions") return false;
  return !measure.startsWith("receivable") && measure !== "open-lines" && dateField !== "each-day";
});

export function filtersOf(measure: Measure): readonly FilterField[] {
  const { source } = measureFacts(measure);
  return [
    ...byCustomer,
    ...(onLines.has(measure) ? byLine : []),
    ...(onLines.has(measure) || ofOrders.has(measure) ? (["channel"] as const) : []),
    ...(source === "deals" && measure !== "proposed-deals" ? (["dealSource"] as const) : []),
  ];
}

/** Whether the slice is the measure as it is. */
export const isWhole = ({ filter, attribution }: Slice): boolean =>
  attribution === "as-booked" && Object.values(filter).every((values) => values === undefined || values.length === 0);

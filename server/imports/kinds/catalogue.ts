import type { CustomerRecord, ProductRecord } from "#core/imports/records.ts";
import { customers as customerKeeper, type CustomerState } from "../../orders/customers.ts";
import { products as productKeeper, type ProductState } from "../../orders/products.ts";
import type { Importer, Report } from "../importer.ts";
import { seatsOf, type Seats } from "../../orders/seats.ts";

export const products: Importer<ProductRecord, ProductState> = {
  keyOf: (record) => record.code,
  keeper: productKeeper,
  prepare: async () => (record) => record,
};

/** The owner's position is the one held when the customer was entered, else the one held today. */
export const customers: Importer<CustomerRecord, CustomerState> = {
  keyOf: (record) => record.code,
  keeper: customerKeeper,
  async prepare(tx, entries, { today }) {
    const seats = await seatsOf(
      tx,
      entries.map((e) => e.record.owner),
    );
    return ({ owner, ...record }, _present, report) => {
      const position = ownerOn(seats, owner, [record.createdOn, today], report);
      return position === undefined ? null : { ...record, ownerPositionId: position };
    };
  },
};

/** Position of the owner on the first of the days it is held; null without an owner; undefined when refused. */
export function ownerOn(seats: Seats, owner: string | null, days: readonly (string | null)[], report: Report): string | null | undefined {
  if (owner === null) return null;
  if (!seats.isKnown(owner)) return report.refuse("owner", "unknown-person", owner, { person: owner }) ?? undefined;
  const known = days.filter((day) => day !== null);
  const seat = known.map((day) => seats.on(owner, day)).find((found) => found !== undefined);
  if (seat) return seat.positionId;
  return report.refuse("owner", "no-position-that-day", owner, { person: owner, day: known[0]! }) ?? undefined;
}

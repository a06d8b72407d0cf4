import type { Day } from "#core/base/date.ts";
import type {
  ActivityRecord,
  ComplaintRecord,
  ContractRecord,
  CostRecord,
  LeadRecord,
  QuoteRecord,
  ReferralRecord,
  SurveyRecord,
  TagRecord,
  TouchRecord,
  WallTime,
  WriteOffRecord,
} from "#core/imports/process-records.ts";
import { seatsOf } from "../../orders/seats.ts";
import type { Tx } from "../../db/tx.ts";
import * as keepers from "../../process/keepers.ts";
import { tagKey, tags, type TagState } from "../../process/tags.ts";
import type { Importer, Report } from "../importer.ts";
import { idsByCode, idsByCodeOrName } from "../lookup.ts";
import { ownerOn } from "./catalogue.ts";

const byCode = (record: { readonly code: string }): string => record.code;

/** An instant from the wall clock of the company. */
const instant = (time: WallTime, timeZone: string): keepers.Instant =>
  new Date(Temporal.PlainDateTime.from(time).toZonedDateTime(timeZone).epochMilliseconds).toISOString();
const instantOf = (time: WallTime | null, timeZone: string) => (time === null ? null : instant(time, timeZone));

type Ids = { of(field: string, word: string | null, report: Report): string | null | undefined };

/** Ids of what a column names; an unknown one refuses the row: a fact about nobody is none. */
async function ids(
  tx: Tx,
  table: "customers" | "products" | "orders" | "deals" | "org_units",
  words: readonly (string | null)[],
): Promise<Ids> {
  const found = table === "customers" || table === "products" ? await idsByCodeOrName(tx, table, words) : await idsByCode(tx, table, words);
  const known = {
    customers: ["unknown-customer", "customer"],
    products: ["unknown-product", "product"],
    orders: ["unknown-order", "order"],
    deals: ["unknown-deal", "deal"],
    org_units: ["unknown-unit", "unit"],
  } as const;
  const [code, value] = known[table];
  return {
    of: (field, word, report) =>
      word === null ? null : (found.get(word) ?? report.refuse(field, code, word, { [value]: word }) ?? undefined),
  };
}

export const leads: Importer<LeadRecord, keepers.LeadState> = {
  keyOf: byCode,
  keeper: keepers.leads,
  async prepare(tx, entries, { today, timeZone }) {
    const seats = await seatsOf(tx, entries.map((e) => e.record.owner)); // prettier-ignore
    const customers = await ids(tx, "customers", entries.map((e) => e.record.customer)); // prettier-ignore
    return ({ customer, owner, arrivedAt, contactedAt, ...record }, _, report) => {
      const customerId = customers.of("customer", customer, report);
      const ownerPositionId = ownerOn(seats, owner, [arrivedAt.slice(0, 10), today], report);
      if (customerId === undefined || ownerPositionId === undefined) return null;
      return {
        ...record,
        customerId,
        ownerPositionId,
        arrivedAt: instant(arrivedAt, timeZone),
        contactedAt: instantOf(contactedAt, timeZone),
      };
    };
  },
};

export const touches: Importer<TouchRecord, keepers.TouchState> = {
  keyOf: byCode,
  keeper: keepers.touches,
  async prepare(tx, entries) {
    const customers = await ids(tx, "customers", entries.map((e) => e.record.customer)); // prettier-ignore
    return ({ customer, ...record }, _, report) => {
      const customerId = customers.of("customer", customer, report);
      return customerId ? { ...record, customerId } : null;
    };
  },
};

export const activities: Importer<ActivityRecord, keepers.ActivityState> = {
  keyOf: byCode,
  keeper: keepers.activities,
  async prepare(tx, entries) {
    const records = entries.map((e) => e.record);
    const seats = await seatsOf(tx, records.map((r) => r.person)); // prettier-ignore
    const customers = await ids(tx, "customers", records.map((r) => r.customer)); // prettier-ignore
    const deals = await ids(tx, "deals", records.map((r) => r.deal)); // prettier-ignore
    const products = await ids(tx, "products", records.map((r) => r.product)); // prettier-ignore
    return ({ person, customer, deal, product, ...record }, _, report) => {
      const positionId = ownerOn(seats, person, [(record.doneOn ?? record.plannedOn)!], inColumn("person", report));
      const customerId = customers.of("customer", customer, report);
      const dealId = deals.of("deal", deal, report);
      const productId = products.of("product", product, report);
      if (!positionId || customerId === undefined || dealId === undefined || productId === undefined) return null;
      return { ...record, positionId, customerId, dealId, productId };
    };
  },
};

const inColumn = (field: string, report: Report): Report => ({
  ...report,
  refuse: (_, code, excerpt, values) => report.refuse(field, code, excerpt, values),
});

export const quotes: Importer<QuoteRecord, keepers.QuoteState> = {
  keyOf: byCode,
  keeper: keepers.quotes,
  async prepare(tx, entries, { today, timeZone }) {
    const seats = await seatsOf(tx, entries.map((e) => e.record.person)); // prettier-ignore
    const deals = await ids(tx, "deals", entries.map((e) => e.record.deal)); // prettier-ignore
    return ({ deal, person, requestedAt, sentAt, ...record }, _, report) => {
      const dealId = deals.of("deal", deal, report);
      const day: Day = (sentAt ?? requestedAt)?.slice(0, 10) ?? today;
      const positionId = ownerOn(seats, person, [day], inColumn("person", report));
      if (dealId === undefined || !positionId) return null;
      return { ...record, dealId, positionId, requestedAt: instantOf(requestedAt, timeZone), sentAt: instantOf(sentAt, timeZone) };
    };
  },
};

export const costs: Importer<CostRecord, keepers.CostState> = {
  keyOf: byCode,
  keeper: keepers.costs,
  async prepare(tx, entries) {
    const units = await ids(tx, "org_units", entries.map((e) => e.record.unit)); // prettier-ignore
    return ({ unit, ...record }, _, report) => {
      const orgUnitId = units.of("unit", unit, report);
      return orgUnitId === undefined ? null : { ...record, orgUnitId };
    };
  },
};

export const surveys: Importer<SurveyRecord, keepers.SurveyState> = {
  keyOf: byCode,
  keeper: keepers.surveys,
  async prepare(tx, entries, { today }) {
    const records = entries.map((e) => e.record);
    const seats = await seatsOf(tx, records.map((r) => r.person)); // prettier-ignore
    const customers = await ids(tx, "customers", records.map((r) => r.customer)); // prettier-ignore
    const units = await ids(tx, "org_units", records.map((r) => r.unit)); // prettier-ignore
    return ({ customer, person, unit, ...record }, _, report) => {
      const customerId = customers.of("customer", customer, report);
      const positionId = ownerOn(seats, person, [record.answeredOn, today], inColumn("person", report));
      const orgUnitId = units.of("unit", unit, report);
      if (customerId === undefined || positionId === undefined || orgUnitId === undefined) return null;
      return { ...record, customerId, positionId, orgUnitId };
    };
  },
};

export const complaints: Importer<ComplaintRecord, keepers.ComplaintState> = {
  keyOf: byCode,
  keeper: keepers.complaints,
  async prepare(tx, entries) {
    const customers = await ids(tx, "customers", entries.map((e) => e.record.customer)); // prettier-ignore
    const orders = await ids(tx, "orders", entries.map((e) => e.record.order)); // prettier-ignore
    return ({ customer, order, ...record }, _, report) => {
      const [customerId, orderId] = [customers.of("customer", customer, report), orders.of("order", order, report)];
      return customerId === undefined || orderId === undefined ? null : { ...record, customerId, orderId };
    };
  },
};

export const referrals: Importer<ReferralRecord, keepers.ReferralState> = {
  keyOf: byCode,
  keeper: keepers.referrals,
  async prepare(tx, entries) {
    const customers = await ids(tx, "customers", entries.flatMap((e) => [e.record.fromCustomer, e.record.toCustomer])); // prettier-ignore
    return ({ fromCustomer, toCustomer, ...record }, _, report) => {
      const [from, to] = [customers.of("from", fromCustomer, report), customers.of("to", toCustomer, report)];
      return !from || to === undefined ? null : { ...record, fromCustomerId: from, toCustomerId: to };
    };
  },
};

export const contracts: Importer<ContractRecord, keepers.ContractState> = {
  keyOf: keepers.contractKey,
  keeper: keepers.contracts,
  async prepare(tx, entries, { today }) {
    const seats = await seatsOf(tx, entries.map((e) => e.record.person)); // prettier-ignore
    const customers = await ids(tx, "customers", entries.map((e) => e.record.customer)); // prettier-ignore
    return ({ customer, person, ...record }, _, report) => {
      const customerId = customers.of("customer", customer, report);
      const positionId = ownerOn(seats, person, [record.from, today], inColumn("person", report));
      return !customerId || positionId === undefined ? null : { ...record, customerId, positionId };
    };
  },
};

export const writeOffs: Importer<WriteOffRecord, keepers.WriteOffState> = {
  keyOf: byCode,
  keeper: keepers.writeOffs,
  async prepare(tx, entries) {
    const orders = await ids(tx, "orders", entries.map((e) => e.record.order)); // prettier-ignore
    return ({ order, ...record }, _, report) => {
      const orderId = orders.of("order", order, report);
      return orderId ? { ...record, orderId } : null;
    };
  },
};

export const productTags: Importer<TagRecord, TagState> = {
  keyOf: tagKey,
  keeper: tags,
  async prepare(tx, entries) {
    const products = await idsByCode(tx, "products", entries.map((e) => e.record.product)); // prettier-ignore
    return (record, _, report) => {
      const productId = products.get(record.product);
      return productId
        ? { ...record, productId }
        : report.refuse("product", "unknown-product", record.product, { product: record.product });
    };
  },
};

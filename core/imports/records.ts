import type { Day } from "../base/date.ts";
import type { Amount } from "../base/money.ts";
import type { CreditShare } from "./credit.ts";
import type { ProcessRecords } from "./process-records.ts";

/** What a good row says, before its references (codes of units, people, customers …) are looked up. */
export type UnitRecord = {
  readonly code: string;
  readonly name: string;
  readonly kind: "company" | "region" | "team";
  readonly parent: string | null;
  readonly from: Day;
};
export type RoleWord = "rep" | "manager" | "director" | "hr" | "finance" | "executive" | "admin";
export type PersonRecord = {
  readonly code: string;
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly manager: string | null;
  readonly role: RoleWord;
  readonly from: Day;
  readonly hiredOn: Day | null;
  readonly leftOn: Day | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly position: string | null;
  readonly isSelling: boolean;
};
export type ProductRecord = {
  readonly code: string;
  readonly name: string;
  readonly category: string;
  readonly listPrice: Amount | null;
  readonly cost: Amount | null;
  readonly launchedOn: Day | null;
  readonly isKey: boolean;
};
export type CustomerRecord = {
  readonly code: string;
  readonly name: string;
  readonly creditCode: string | null;
  readonly class: string;
  readonly industry: string;
  readonly region: string;
  readonly owner: string | null;
  readonly createdOn: Day | null;
  /** What the customer is thought to spend a year on what we sell, with everybody. */
  readonly estimatedSpend: Amount | null;
};
export type DealRecord = {
  readonly code: string;
  readonly name: string;
  readonly customer: string | null;
  readonly product: string | null;
  readonly owner: string | null;
  readonly stage: string;
  readonly outcome: "open" | "won" | "lost";
  readonly amount: Amount | null;
  readonly createdOn: Day | null;
  readonly expectedOn: Day | null;
  readonly closedOn: Day | null;
  readonly changedOn: Day | null;
  readonly pipeline: string | null;
  readonly source: string | null;
  readonly lead: string | null;
  readonly category: "omitted" | "pipeline" | "best-case" | "commit" | null;
  readonly lostKind: "competitor" | "no-decision" | "derailed" | null;
  readonly lostReasons: readonly string[];
  readonly competitor: string | null;
  readonly nextStep: string | null;
  readonly nextStepOn: Day | null;
  readonly split: readonly CreditShare[];
  readonly overlay: readonly CreditShare[];
};
export type LineRecord = {
  readonly line: number;
  readonly product: string | null;
  readonly quantity: Amount;
  readonly listAmount: Amount | null;
  readonly amount: Amount;
  readonly cost: Amount | null;
};
export type OrderHead = {
  readonly code: string;
  readonly signedOn: Day;
  readonly deliveredOn: Day | null;
  readonly customer: string | null;
  readonly status: "effective" | "cancelled";
  readonly currency: string | null;
  readonly tax: Amount;
  readonly freight: Amount;
  readonly credit: readonly CreditShare[];
  readonly territory: string;
  readonly channel: string;
};
export type OrderRecord = OrderHead & { readonly lines: readonly LineRecord[]; readonly amount: Amount };
export type PlanLineRecord = { readonly order: string; readonly line: number; readonly dueOn: Day; readonly amount: Amount };
export type ReceiptRecord = {
  readonly code: string;
  readonly order: string;
  readonly receivedOn: Day;
  readonly amount: Amount;
  readonly planLine: number | null;
  readonly isAdvance: boolean;
};
export type TargetRecord = {
  readonly metric: string;
  readonly node: string;
  readonly period: string;
  readonly amount: Amount;
  readonly from: Day | null;
  readonly to: Day | null;
};

export type Records = ProcessRecords & {
  organisation: UnitRecord;
  people: PersonRecord;
  products: ProductRecord;
  customers: CustomerRecord;
  opportunities: DealRecord;
  orders: OrderRecord;
  "collection-plan": PlanLineRecord;
  receipts: ReceiptRecord;
  targets: TargetRecord;
};

/** One business object of the file and the rows that spoke of it. */
export type Entry<R> = { readonly key: string; readonly nos: readonly number[]; readonly record: R };

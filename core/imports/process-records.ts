import type { Day } from "../base/date.ts";
import type { Amount } from "../base/money.ts";
import type { ChangedField } from "../deals/history.ts";
import type { Ability, StageKind } from "../deals/pipeline.ts";

/** A wall-clock time as the file has it, "2026-03-05T09:30": the tenant's zone makes it an instant. */
export type WallTime = string;

export type StageRecord = {
  readonly pipeline: string;
  readonly name: string;
  readonly place: number;
  readonly kind: StageKind;
  readonly probabilityPpm: number | null;
  readonly step: Ability;
};
export type MoveRow = { readonly stage: string; readonly on: Day };
export type ChangeRow = { readonly field: ChangedField; readonly before: string | null; readonly after: string | null; readonly on: Day };
export type DealHistoryRecord = { readonly deal: string; readonly moves: readonly MoveRow[]; readonly changes: readonly ChangeRow[] };
export type LeadRecord = {
  readonly code: string;
  readonly name: string;
  readonly customer: string | null;
  readonly channel: string;
  readonly owner: string | null;
  readonly arrivedAt: WallTime;
  readonly contactedAt: WallTime | null;
  readonly state: "new" | "contacted" | "qualified" | "converted" | "dropped";
};
export type TouchRecord = { readonly code: string; readonly customer: string; readonly channel: string; readonly touchedOn: Day };
export type ActivityKind = "visit" | "call" | "meeting" | "proposal" | "promotion" | "follow-up";
export type ActivityRecord = {
  readonly code: string;
  readonly kind: ActivityKind;
  readonly person: string;
  readonly customer: string | null;
  readonly deal: string | null;
  readonly product: string | null;
  readonly plannedOn: Day | null;
  readonly doneOn: Day | null;
  readonly minutes: number | null;
  readonly contact: string;
  readonly purpose: string;
  readonly outcome: string;
  readonly nextStep: string;
  readonly reached: number | null;
};
export type QuoteRecord = {
  readonly code: string;
  readonly deal: string | null;
  readonly person: string;
  readonly requestedAt: WallTime | null;
  readonly sentAt: WallTime | null;
  readonly listAmount: Amount | null;
  readonly netAmount: Amount;
};
export type CostClass = "advertising" | "sales-pay" | "promotion" | "research" | "tools" | "overhead";
export type CostRecord = {
  readonly code: string;
  readonly class: CostClass;
  readonly channel: string;
  readonly unit: string | null;
  readonly incurredOn: Day;
  readonly amount: Amount;
  readonly note: string;
};
export type SurveyKind = "csat" | "nps" | "pulse";
export type SurveyRecord = {
  readonly code: string;
  readonly kind: SurveyKind;
  readonly customer: string | null;
  readonly person: string | null;
  readonly unit: string | null;
  readonly answeredOn: Day;
  readonly score: number;
  readonly remark: string;
};
export type ComplaintRecord = {
  readonly code: string;
  readonly customer: string | null;
  readonly order: string | null;
  readonly receivedOn: Day;
  readonly isValid: boolean;
  readonly cause: string;
};
export type ReferralRecord = {
  readonly code: string;
  readonly fromCustomer: string;
  readonly toCustomer: string | null;
  readonly referredOn: Day;
};
export type ContractRecord = {
  readonly code: string;
  readonly customer: string;
  readonly person: string | null;
  readonly from: Day;
  readonly to: Day | null;
  readonly yearlyAmount: Amount;
};
export type WriteOffRecord = { readonly code: string; readonly order: string; readonly writtenOn: Day; readonly amount: Amount };
export type TagRecord = { readonly product: string; readonly tag: string; readonly from: Day; readonly to: Day | null };

export type ProcessRecords = {
  "deal-stages": StageRecord;
  "deal-history": DealHistoryRecord;
  leads: LeadRecord;
  touches: TouchRecord;
  activities: ActivityRecord;
  quotes: QuoteRecord;
  costs: CostRecord;
  surveys: SurveyRecord;
  complaints: ComplaintRecord;
  referrals: ReferralRecord;
  contracts: ContractRecord;
  "write-offs": WriteOffRecord;
  "product-tags": TagRecord;
};

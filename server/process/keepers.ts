import type { Day } from "#core/base/date.ts";
import type { Amount } from "#core/base/money.ts";
import type {
  ActivityRecord,
  ComplaintRecord,
  ContractRecord,
  CostRecord,
  LeadRecord,
  QuoteRecord,
  ReferralRecord,
  SurveyRecord,
  TouchRecord,
  WriteOffRecord,
} from "#core/imports/process-records.ts";
import { coded } from "./coded.ts";

/** An instant in UTC, "2026-03-05T01:30:00.000Z". */
export type Instant = string;

export type LeadState = Pick<LeadRecord, "code" | "name" | "channel" | "state"> & {
  readonly customerId: string | null;
  readonly ownerPositionId: string | null;
  readonly arrivedAt: Instant;
  readonly contactedAt: Instant | null;
};
export const leads = coded<LeadState>(
  "leads",
  {
    code: ["code", "text"],
    name: ["name", "text"],
    customerId: ["customer_id", "uuid"],
    channel: ["channel", "text"],
    ownerPositionId: ["owner_position_id", "uuid"],
    arrivedAt: ["arrived_at", "timestamptz"],
    contactedAt: ["contacted_at", "timestamptz"],
    state: ["state", "text"],
  },
  { isVersioned: true },
);

export type TouchState = Pick<TouchRecord, "code" | "channel" | "touchedOn"> & { readonly customerId: string };
export const touches = coded<TouchState>("customer_touches", {
  code: ["code", "text"],
  customerId: ["customer_id", "uuid"],
  channel: ["channel", "text"],
  touchedOn: ["touched_on", "date"],
});

export type ActivityState = Omit<ActivityRecord, "person" | "customer" | "deal" | "product"> & {
  readonly positionId: string;
  readonly customerId: string | null;
  readonly dealId: string | null;
  readonly productId: string | null;
};
export const activities = coded<ActivityState>(
  "activities",
  {
    code: ["code", "text"],
    kind: ["kind", "text"],
    positionId: ["position_id", "uuid"],
    customerId: ["customer_id", "uuid"],
    dealId: ["deal_id", "uuid"],
    productId: ["product_id", "uuid"],
    plannedOn: ["planned_on", "date"],
    doneOn: ["done_on", "date"],
    minutes: ["minutes", "int"],
    contact: ["contact", "text"],
    purpose: ["purpose", "text"],
    outcome: ["outcome", "text"],
    nextStep: ["next_step", "text"],
    reached: ["reached", "int"],
  },
  { isVersioned: true },
);

export type QuoteState = Pick<QuoteRecord, "code" | "listAmount" | "netAmount"> & {
  readonly dealId: string | null;
  readonly positionId: string;
  readonly requestedAt: Instant | null;
  readonly sentAt: Instant | null;
};
export const quotes = coded<QuoteState>(
  "quotes",
  {
    code: ["code", "text"],
    dealId: ["deal_id", "uuid"],
    positionId: ["position_id", "uuid"],
    requestedAt: ["requested_at", "timestamptz"],
    sentAt: ["sent_at", "timestamptz"],
    listAmount: ["list_amount", "bigint"],
    netAmount: ["net_amount", "bigint"],
  },
  { isVersioned: true },
);

export type CostState = Omit<CostRecord, "unit"> & { readonly orgUnitId: string | null };
export const costs = coded<CostState>(
  "costs",
  {
    code: ["code", "text"],
    class: ["class", "text"],
    channel: ["channel", "text"],
    orgUnitId: ["org_unit_id", "uuid"],
    incurredOn: ["incurred_on", "date"],
    amount: ["amount", "bigint"],
    note: ["note", "text"],
  },
  { isVersioned: true },
);

export type SurveyState = Omit<SurveyRecord, "customer" | "person" | "unit"> & {
  readonly customerId: string | null;
  readonly positionId: string | null;
  readonly orgUnitId: string | null;
};
export const surveys = coded<SurveyState>("survey_answers", {
  code: ["code", "text"],
  kind: ["kind", "text"],
  customerId: ["customer_id", "uuid"],
  positionId: ["position_id", "uuid"],
  orgUnitId: ["org_unit_id", "uuid"],
  answeredOn: ["answered_on", "date"],
  score: ["score", "int"],
  remark: ["remark", "text"],
});

export type ComplaintState = Omit<ComplaintRecord, "customer" | "order"> & {
  readonly customerId: string | null;
  readonly orderId: string | null;
};
export const complaints = coded<ComplaintState>("complaints", {
  code: ["code", "text"],
  customerId: ["customer_id", "uuid"],
  orderId: ["order_id", "uuid"],
  receivedOn: ["received_on", "date"],
  isValid: ["is_valid", "boolean"],
  cause: ["cause", "text"],
});

export type ReferralState = Pick<ReferralRecord, "code" | "referredOn"> & {
  readonly fromCustomerId: string;
  readonly toCustomerId: string | null;
};
export const referrals = coded<ReferralState>("referrals", {
  code: ["code", "text"],
  fromCustomerId: ["from_customer_id", "uuid"],
  toCustomerId: ["to_customer_id", "uuid"],
  referredOn: ["referred_on", "date"],
});

export type ContractState = Pick<ContractRecord, "code" | "from" | "to" | "yearlyAmount"> & {
  readonly customerId: string;
  readonly positionId: string | null;
};
export const contractKey = ({ code, from }: { readonly code: string; readonly from: Day }): string => `${code}\n${from}`;
export const contracts = coded<ContractState>(
  "contract_terms",
  {
    code: ["code", "text"],
    customerId: ["customer_id", "uuid"],
    positionId: ["position_id", "uuid"],
    from: ["valid_from", "date"],
    to: ["valid_to", "date"],
    yearlyAmount: ["yearly_amount", "bigint"],
  },
  { keyOf: contractKey },
);

export type WriteOffState = Pick<WriteOffRecord, "code" | "writtenOn"> & { readonly orderId: string; readonly amount: Amount };
export const writeOffs = coded<WriteOffState>("write_offs", {
  code: ["code", "text"],
  orderId: ["order_id", "uuid"],
  writtenOn: ["written_on", "date"],
  amount: ["amount", "bigint"],
});

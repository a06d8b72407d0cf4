import type { Day } from "#core/base/date.ts";
import { split } from "#core/base/money.ts";

export type LineState = {
  readonly line: number;
  readonly productId: string | null;
  readonly quantity: bigint;
  readonly listAmount: bigint | null;
  readonly amount: bigint;
  readonly cost: bigint | null;
};
export type CreditState = {
  readonly positionId: string;
  readonly personId: string | null;
  readonly sharePpm: number;
  readonly amount: bigint;
};
export type OrderState = {
  readonly code: string;
  readonly customerId: string | null;
  readonly signedOn: Day;
  readonly deliveredOn: Day | null;
  readonly status: "effective" | "cancelled";
  readonly amount: bigint;
  readonly tax: bigint;
  readonly freight: bigint;
  readonly territory: string;
  readonly channel: string;
  readonly lines: readonly LineState[];
  readonly credits: readonly CreditState[];
};

type Share = Omit<CreditState, "amount">;

/** The exact split of an order's amount by the shares, in the order of the position ids so that it is always the same. */
export function creditsOf(amount: bigint, shares: readonly Share[]): CreditState[] {
  if (shares.length === 0) return [];
  const sorted = shares.toSorted((a, b) => (a.positionId < b.positionId ? -1 : 1));
  const parts = split(
    amount,
    sorted.map((share) => BigInt(share.sharePpm)),
  );
  return sorted.map((share, i) => ({ ...share, amount: parts[i]! }));
}

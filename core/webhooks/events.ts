/** What other programs can be told of, by the name the audit log gives it; `ping` is the trial. */
export const webhookEvents = [
  "pay-period.publish",
  "pay-period.withdraw",
  "pay-period.approve",
  "pay-period.close",
  "pay-period.reopen",
  "pay-dispute.ask",
  "pay-dispute.answer",
  "plan.publish",
  "scorecards.publish",
  "targets.publish",
  "import.run",
  "person.hire",
  "person.transfer",
  "person.leave",
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

export const isWebhookEvent = (action: string): action is WebhookEvent => (webhookEvents as readonly string[]).includes(action);

/** Given up after this many tries: the last one about a day after the first. */
export const TRIES_MAX = 7;

/** Minutes to wait after so many failed tries: 1, 4, 16, 64, 256, 1024. */
export const minutesUntilNext = (tries: number): number => 4 ** Math.max(0, tries - 1);

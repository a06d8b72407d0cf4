/** How sure its owner is of a deal, from the least sure on. */
export const categories = ["omitted", "pipeline", "best-case", "commit"] as const;
export type Category = (typeof categories)[number];

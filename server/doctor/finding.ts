/** One thing looked at: good, poor (works, but should not stay so), bad. */
export type Finding = { readonly state: "good" | "poor" | "bad"; readonly what: string; readonly found: string; readonly remedy?: string };

export const finding = (what: string, found: string, state: Finding["state"], remedy?: string): Finding => ({
  what,
  found,
  state,
  ...(remedy ? { remedy } : {}),
});

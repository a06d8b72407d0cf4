import type { Role } from "#server/access/policy.ts";

/** The cast of test/support/company.ts as the matrix sees it: who sits in which unit, and under whom. */
export const seats: Readonly<Record<string, { readonly unit: string; readonly boss: string | null }>> = {
  E001: { unit: "HQ", boss: null },
  E002: { unit: "HQ", boss: "E001" },
  E003: { unit: "HQ", boss: "E001" },
  E004: { unit: "HQ", boss: "E001" },
  E010: { unit: "EAST", boss: "E001" },
  E020: { unit: "NORTH", boss: "E001" },
  E011: { unit: "SH", boss: "E010" },
  E012: { unit: "HZ", boss: "E010" },
  E021: { unit: "BJ", boss: "E020" },
  E013: { unit: "SH", boss: "E011" },
  E014: { unit: "SH", boss: "E011" },
  E015: { unit: "HZ", boss: "E012" },
  E022: { unit: "BJ", boss: "E021" },
  E023: { unit: "TJ", boss: "E020" },
};

/** Units and all below them. */
export const unitsBelow: Readonly<Record<string, readonly string[]>> = {
  HQ: ["HQ", "EAST", "NORTH", "SH", "HZ", "BJ", "TJ"],
  EAST: ["EAST", "SH", "HZ"],
  NORTH: ["NORTH", "BJ", "TJ"],
  SH: ["SH"],
  HZ: ["HZ"],
  BJ: ["BJ"],
  TJ: ["TJ"],
};

export const roles = ["rep", "manager", "director", "hr", "finance", "executive", "admin"] as const satisfies readonly Role[];

/** Whose record is asked for, seen from the reader. */
export const targets = ["own", "team", "below", "sibling", "above"] as const;
export type Target = (typeof targets)[number];

/**
 * `team`: a colleague for a rep, a direct report for who leads. `below`: two levels down. `sibling`: the same level
 * elsewhere. `above`: the reader's own superior. Where the company has no such person the cell does not exist.
 */
export const cast: Readonly<Record<Role, Readonly<Partial<Record<Target, string>>>>> = {
  rep: { own: "E013", team: "E014", sibling: "E015", above: "E011" },
  manager: { own: "E011", team: "E013", sibling: "E015", above: "E010" },
  director: { own: "E010", team: "E011", below: "E013", sibling: "E022", above: "E001" },
  hr: { own: "E002", team: "E010", below: "E013", sibling: "E003", above: "E001" },
  finance: { own: "E003", team: "E010", below: "E013", sibling: "E002", above: "E001" },
  executive: { own: "E001", team: "E010", below: "E013", sibling: "E023" },
  admin: { own: "E004", team: "E010", below: "E013", sibling: "E002", above: "E001" },
};

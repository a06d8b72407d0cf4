import type { Action, Resource } from "#api/contract.ts";

export type Role = "rep" | "manager" | "director" | "hr" | "finance" | "executive" | "admin";
/** How far a grant reaches: own positions · the granted unit and all below it · the whole tenant. */
export type Reach = "self" | "subtree" | "tenant";
type Row = Partial<Record<Role, Reach>>;

const everyone: Row = {
  rep: "tenant",
  manager: "tenant",
  director: "tenant",
  hr: "tenant",
  finance: "tenant",
  executive: "tenant",
  admin: "tenant",
};
const businessRead: Row = { rep: "self", manager: "subtree", director: "subtree", hr: "tenant", finance: "tenant", executive: "tenant" };
const operations: Row = { hr: "tenant" };
const administration: Row = { hr: "tenant", admin: "tenant" };

/**
 * The one table of who may what. What is absent is forbidden, and forbidden looks like not found.
 * The administrator runs the system and reads no pay, scores or deals: operator is not reader.
 */
export const policy: Record<Resource, Partial<Record<Action, Row>>> = {
  people: {
    read: {
      rep: "subtree",
      manager: "subtree",
      director: "subtree",
      hr: "tenant",
      finance: "tenant",
      executive: "tenant",
      admin: "tenant",
    },
    write: administration,
    export: administration,
  },
  organisation: { read: everyone, write: administration },
  calendar: { read: everyone, write: administration },
  customers: {
    read: businessRead,
    write: { rep: "self", manager: "subtree", hr: "tenant" },
    export: { director: "subtree", hr: "tenant", finance: "tenant" },
  },
  products: { read: everyone, write: operations },
  deals: {
    read: businessRead,
    write: { rep: "self", manager: "subtree", hr: "tenant" },
    export: { director: "subtree", hr: "tenant", finance: "tenant" },
  },
  orders: {
    read: businessRead,
    write: { hr: "tenant", finance: "tenant" },
    export: { director: "subtree", hr: "tenant", finance: "tenant" },
  },
  receipts: { read: businessRead, write: { finance: "tenant" } },
  targets: {
    read: businessRead,
    write: { manager: "subtree", director: "subtree", hr: "tenant" },
    publish: { hr: "tenant", executive: "tenant" },
  },
  // Whoever carries a number may talk about it; the level above answers. Approving goes by `targets`.
  "target-talks": {
    read: { ...businessRead, finance: undefined },
    write: { rep: "self", manager: "subtree", director: "subtree", hr: "tenant", executive: "tenant" },
  },
  // The cascade on it shows the reader's own line upwards: targets, and of units out of reach a rounded attainment.
  strategy: { read: everyone, write: { director: "tenant", hr: "tenant", executive: "tenant" } },
  "job-profiles": { read: everyone, write: operations },
  "target-letters": {
    read: { ...businessRead, finance: undefined },
    write: { manager: "subtree", director: "subtree", hr: "tenant" },
  },
  // A submission is about the own seat or unit, an override about one below (server/forecast/board callKind).
  forecast: { read: businessRead, write: { rep: "self", manager: "subtree", director: "subtree" } },
  metrics: {
    read: businessRead,
    write: operations,
    export: { manager: "subtree", director: "subtree", hr: "tenant", finance: "tenant", executive: "tenant" },
  },
  diagnosis: { read: businessRead },
  // What was said in an interview stays with its writer and the line above.
  "diagnosis-notes": {
    read: { manager: "subtree", director: "subtree" },
    write: { manager: "subtree", director: "subtree" },
  },
  benchmarks: { write: operations },
  "ability-profiles": {
    read: { rep: "self", manager: "subtree", director: "subtree", hr: "tenant" },
    write: { rep: "self", manager: "subtree", director: "subtree" },
  },
  "team-profiles": { read: { manager: "subtree", director: "subtree", hr: "tenant" } },
  "improvement-plans": {
    read: { rep: "self", manager: "subtree", director: "subtree", hr: "tenant", executive: "tenant" },
    write: { rep: "self", manager: "subtree", director: "subtree", executive: "tenant" },
  },
  // A board opens no number by itself: its answers reach as far as the metrics do.
  dashboards: {
    read: businessRead,
    write: businessRead,
    publish: { manager: "subtree", director: "subtree", hr: "tenant", finance: "tenant", executive: "tenant" },
    export: { manager: "subtree", director: "subtree", hr: "tenant", finance: "tenant", executive: "tenant" },
  },
  scorecards: { read: { rep: "self", manager: "subtree", director: "subtree", hr: "tenant", executive: "tenant" }, publish: operations },
  schemes: { read: { ...everyone, admin: undefined }, write: operations, publish: operations },
  statements: {
    read: { rep: "self", manager: "self", director: "subtree", hr: "tenant", finance: "tenant", executive: "tenant" },
    write: { hr: "tenant", finance: "tenant" },
    publish: { finance: "tenant" },
    export: { finance: "tenant" },
  },
  // Whoever is paid may question the own statement; those who compute pay see and answer all questions.
  "pay-disputes": {
    read: { rep: "self", manager: "self", director: "self", hr: "tenant", finance: "tenant" },
    write: { rep: "self", manager: "self", director: "self", hr: "self", finance: "self" },
  },
  plans: {
    read: { rep: "self", manager: "self", director: "subtree", hr: "tenant", finance: "tenant", executive: "tenant" },
    write: operations,
    publish: { finance: "tenant" },
  },
  "one-on-ones": { read: { rep: "self", manager: "subtree", director: "subtree" }, write: { manager: "subtree", director: "subtree" } },
  actions: {
    read: { rep: "self", manager: "subtree", director: "subtree" },
    write: { rep: "self", manager: "subtree", director: "subtree" },
  },
  imports: { read: { hr: "tenant", finance: "tenant", admin: "tenant" }, write: { hr: "tenant", finance: "tenant", admin: "tenant" } },
  audit: { read: { admin: "tenant", executive: "tenant" }, export: { admin: "tenant" } },
  users: { read: administration, write: administration },
  settings: { read: everyone, write: { admin: "tenant" } },
  "sales-process": { read: everyone, write: administration },
};

/** Resources whose rows only the pay role of the database can read. */
export const payResources: ReadonlySet<Resource> = new Set(["statements", "pay-disputes", "plans", "scorecards"]);

import type { ComponentType } from "react";
import type { IconName } from "./ui/Icon.tsx";

type Module = { default: ComponentType };
export type Page = {
  path: string;
  load: () => Promise<Module>;
  /** Plain pages do without Ant Design and open faster. */
  plain?: true;
  /** For people who are not signed in. */
  outside?: true;
  /** The right without which the navigation does not show it; the server decides again. */
  can?: string;
  nav?: { text: string; icon: IconName; group: "work" | "manage"; key?: string; phone?: true };
};

/** One line a page. `nav.key` is the letter after `g`; `nav.text` is a text key. */
export const pages: readonly Page[] = [
  {
    path: "/",
    load: () => import("./home/HomePage.tsx"),
    plain: true,
    nav: { text: "nav.home", icon: "home", group: "work", key: "h", phone: true },
  },
  {
    path: "/targets",
    load: () => import("./targets/TargetsPage.tsx"),
    plain: true,
    can: "targets:read",
    nav: { text: "nav.targets", icon: "target", group: "work", key: "b" },
  },
  { path: "/targets/overview", load: () => import("./targets/OverviewPage.tsx"), plain: true, can: "targets:read" },
  { path: "/targets/pace", load: () => import("./targets/PacePage.tsx"), plain: true, can: "targets:read" },
  { path: "/targets/changes", load: () => import("./targets/ChangesPage.tsx"), plain: true, can: "target-talks:read" },
  { path: "/targets/profiles", load: () => import("./targets/ProfilesPage.tsx"), plain: true, can: "job-profiles:read" },
  { path: "/targets/strategy", load: () => import("./targets/StrategyPage.tsx"), plain: true, can: "strategy:read" },
  { path: "/targets/letters", load: () => import("./targets/LettersPage.tsx"), plain: true, can: "target-letters:read" },
  { path: "/targets/letters/$letterId", load: () => import("./targets/LetterPage.tsx"), plain: true, can: "target-letters:read" },
  { path: "/targets/smart", load: () => import("./allocation/SmartPage.tsx"), plain: true, can: "targets:read" },
  { path: "/targets/territory", load: () => import("./allocation/TerritoryPage.tsx"), plain: true, can: "targets:write" },
  { path: "/targets/allocate", load: () => import("./allocation/AllocatePage.tsx"), plain: true, can: "targets:write" },
  {
    path: "/kpi",
    load: () => import("./metrics/MetricsPage.tsx"),
    plain: true,
    can: "metrics:read",
    nav: { text: "nav.metrics", icon: "chart", group: "work", key: "m", phone: true },
  },
  {
    path: "/diagnosis",
    load: () => import("./diagnosis/DiagnosisPage.tsx"),
    plain: true,
    can: "diagnosis:read",
    nav: { text: "nav.diagnosis", icon: "search", group: "work", key: "z" },
  },
  { path: "/kpi/dictionary", load: () => import("./metrics/DictionaryPage.tsx"), plain: true, can: "metrics:read" },
  { path: "/kpi/edit", load: () => import("./metrics/EditorPage.tsx"), plain: true, can: "metrics:write" },
  { path: "/kpi/edit/$code", load: () => import("./metrics/EditorPage.tsx"), plain: true, can: "metrics:write" },
  { path: "/kpi/$code", load: () => import("./metrics/KpiPage.tsx"), plain: true, can: "metrics:read" },
  {
    path: "/funnel",
    load: () => import("./funnel/FunnelPage.tsx"),
    plain: true,
    can: "deals:read",
    nav: { text: "nav.funnel", icon: "funnel", group: "work", key: "f" },
  },
  {
    path: "/customers/value",
    load: () => import("./customers/ValuePage.tsx"),
    plain: true,
    can: "customers:read",
    nav: { text: "nav.customers", icon: "users", group: "work", key: "v" },
  },
  {
    path: "/plans",
    load: () => import("./improvement/PlansPage.tsx"),
    plain: true,
    can: "improvement-plans:read",
    nav: { text: "nav.plans", icon: "check", group: "work", key: "j" },
  },
  { path: "/plans/new", load: () => import("./improvement/NewPlanPage.tsx"), plain: true, can: "improvement-plans:write" },
  { path: "/plans/$planId", load: () => import("./improvement/PlanPage.tsx"), plain: true, can: "improvement-plans:read" },
  {
    path: "/forecast",
    load: () => import("./forecast/ForecastPage.tsx"),
    plain: true,
    can: "forecast:read",
    nav: { text: "nav.forecast", icon: "forecast", group: "work", key: "y" },
  },
  {
    path: "/leaderboard",
    load: () => import("./metrics/LeaderboardPage.tsx"),
    plain: true,
    can: "metrics:read",
    nav: { text: "nav.leaderboard", icon: "rank", group: "work", key: "l" },
  },
  {
    path: "/deals",
    load: () => import("./deals/DealsPage.tsx"),
    can: "deals:read",
    nav: { text: "nav.deals", icon: "deal", group: "work", key: "s" },
  },
  { path: "/deals/$dealId", load: () => import("./deals/DealPage.tsx"), plain: true, can: "deals:read" },
  {
    path: "/dashboards",
    load: () => import("./boards/BoardPage.tsx"),
    plain: true,
    can: "dashboards:read",
    nav: { text: "nav.dashboards", icon: "board", group: "work", key: "e" },
  },
  { path: "/dashboards/$boardId", load: () => import("./boards/BoardPage.tsx"), plain: true, can: "dashboards:read" },
  { path: "/exec", load: () => import("./boards/ExecPage.tsx"), plain: true, can: "dashboards:read" },
  { path: "/tv", load: () => import("./boards/TvPage.tsx"), plain: true, can: "dashboards:read" },
  {
    path: "/scorecard",
    load: () => import("./appraisal/ScorecardPage.tsx"),
    can: "scorecards:read",
    nav: { text: "nav.scorecard", icon: "score", group: "work", key: "p", phone: true },
  },
  {
    path: "/statement",
    load: () => import("./compensation/StatementPage.tsx"),
    can: "statements:read",
    nav: { text: "nav.statement", icon: "money", group: "work", key: "c", phone: true },
  },
  {
    path: "/incentive-plans",
    load: () => import("./compensation/plans/PlansPage.tsx"),
    can: "plans:read",
    nav: { text: "nav.incentivePlans", icon: "money", group: "work" },
  },
  {
    path: "/pay",
    load: () => import("./compensation/pay/PayPage.tsx"),
    can: "statements:write",
    nav: { text: "nav.pay", icon: "money", group: "manage" },
  },
  { path: "/pay/formats", load: () => import("./compensation/formats/FormatsPage.tsx"), can: "statements:export" },
  {
    path: "/plan-trial",
    load: () => import("./compensation/TrialPage.tsx"),
    plain: true,
    can: "plans:write",
    nav: { text: "nav.planTrial", icon: "money", group: "manage" },
  },
  {
    path: "/team",
    load: () => import("./coaching/TeamPage.tsx"),
    plain: true,
    can: "one-on-ones:write",
    nav: { text: "nav.team", icon: "team", group: "work", key: "t" },
  },
  { path: "/team/$positionId/one-on-one", load: () => import("./coaching/OneOnOnePage.tsx"), plain: true },
  {
    path: "/inbox",
    load: () => import("./inbox/InboxPage.tsx"),
    plain: true,
    nav: { text: "nav.inbox", icon: "bell", group: "work", key: "n" },
  },
  {
    path: "/imports",
    load: () => import("./imports/ImportsPage.tsx"),
    plain: true,
    can: "imports:read",
    nav: { text: "nav.imports", icon: "import", group: "manage", key: "i" },
  },
  { path: "/imports/new", load: () => import("./imports/NewImportPage.tsx"), plain: true, can: "imports:write" },
  { path: "/imports/$importId", load: () => import("./imports/ImportPage.tsx"), plain: true, can: "imports:read" },
  {
    path: "/organisation",
    load: () => import("./admin/OrganisationPage.tsx"),
    plain: true,
    can: "people:read",
    nav: { text: "nav.organisation", icon: "org", group: "manage", key: "o" },
  },
  {
    path: "/calendar",
    load: () => import("./admin/CalendarPage.tsx"),
    plain: true,
    can: "calendar:read",
    nav: { text: "nav.calendar", icon: "calendar", group: "manage", key: "d" },
  },
  {
    path: "/users",
    load: () => import("./admin/UsersPage.tsx"),
    plain: true,
    can: "users:read",
    nav: { text: "nav.users", icon: "users", group: "manage", key: "u" },
  },
  {
    path: "/audit",
    load: () => import("./admin/AuditPage.tsx"),
    plain: true,
    can: "audit:read",
    nav: { text: "nav.audit", icon: "audit", group: "manage", key: "a" },
  },
  {
    path: "/webhooks",
    load: () => import("./admin/WebhooksPage.tsx"),
    plain: true,
    can: "settings:write",
    nav: { text: "nav.webhooks", icon: "bell", group: "manage" },
  },
  {
    path: "/sales-process",
    load: () => import("./admin/SalesProcessPage.tsx"),
    plain: true,
    can: "sales-process:write",
    nav: { text: "nav.salesProcess", icon: "funnel", group: "manage" },
  },
  {
    path: "/company",
    load: () => import("./admin/CompanyPage.tsx"),
    plain: true,
    can: "settings:write",
    nav: { text: "nav.company", icon: "settings", group: "manage" },
  },
  { path: "/settings", load: () => import("./settings/SettingsPage.tsx"), plain: true },
  { path: "/gallery", load: () => import("./ui/gallery/GalleryPage.tsx") },
  { path: "/sign-in", load: () => import("./session/SignInPage.tsx"), plain: true, outside: true },
  { path: "/set-up", load: () => import("./session/SetUpPage.tsx"), plain: true, outside: true },
  { path: "/password", load: () => import("./session/PasswordPage.tsx"), plain: true, outside: true },
];

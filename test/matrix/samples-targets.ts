import { randomUUIDv7 } from "node:crypto";
import type { Ids, Sample } from "./samples.ts";

export const may = { period: "2026-05" };
const draftOf = ({ draft }: Ids) => ({ setId: draft });
const how = { nodes: "equal", phasing: "equal", step: "1", version: 1 };
const rootUnit = ({ unit }: Ids) => ({ ...how, rootKind: "unit", rootId: unit });
const assumptions = {
  total: "1000000",
  weights: { history: 50, pipeline: 10, potential: 10, accounts: 10, territory: 10, headcount: 10, "working-days": 0 },
  step: "1",
  ramp: [500_000],
  alignFestival: true,
};
const handover = ({ customer, position: id }: Ids) => ({
  name: "辖区",
  effectiveOn: "2026-06-01",
  moves: [{ accountId: customer, toId: id }],
});
const allocationBelow = ({ unit }: Ids) => ({ metric: "signed-amount", year: 2026, rootId: unit, assumptions });
export const position = ({ position: id }: Ids) => ({ positionId: id });
const aboutTarget = (ids: Ids) => ({ metric: "signed-amount", year: 2026, nodeId: ids.position });
const changeOf = (ids: Ids) => ({ ...aboutTarget(ids), kind: "adjust", effectiveFrom: "2026-07-01", amount: "5" });

/** Targets and what leads to them: drafts, proposals, letters, changes, allocation, territories. */
export const targetSamples: Readonly<Record<string, (ids: Ids) => Sample>> = {
  "GET /api/targets": () => ({ query: { year: "2026" } }),
  "GET /api/targets · draft": ({ draft }) => ({ query: { year: "2026", setId: draft } }),
  "GET /api/targets · published": ({ published }) => ({ query: { year: "2026", setId: published } }),
  "POST /api/target-sets": () => ({ body: { metric: "signed-amount", year: 2026 } }),
  "DELETE /api/target-sets/:setId": (ids) => ({ params: draftOf(ids) }),
  "POST /api/target-sets/:setId/publication": (ids) => ({ params: draftOf(ids), body: { stamp: 0 } }),
  "PUT /api/target-sets/:setId/cells · seat": (ids) => ({
    params: draftOf(ids),
    body: { nodeKind: "position", nodeId: ids.position, period: "2026-07", amount: "5", version: 1 },
  }),
  "PUT /api/target-sets/:setId/cells · unit": (ids) => ({
    params: draftOf(ids),
    body: { nodeKind: "unit", nodeId: ids.unit, period: "2026-07", amount: "5", version: 1 },
  }),
  "PUT /api/target-sets/:setId/over-assignments/:nodeId": (ids) => ({
    params: { ...draftOf(ids), nodeId: ids.unit },
    body: { ppm: 50_000 },
  }),
  "POST /api/target-sets/:setId/decomposition/preview": (ids) => ({ params: draftOf(ids), body: rootUnit(ids) }),
  "POST /api/target-sets/:setId/decomposition": (ids) => ({ params: draftOf(ids), body: rootUnit(ids) }),
  "GET /api/target-sets/:setId/differences · published": ({ published }) => ({
    params: { setId: published },
    query: { from: published },
  }),
  "GET /api/target-sets/:setId/differences · draft": ({ draft, published }) => ({ params: { setId: draft }, query: { from: published } }),
  "PUT /api/target-sets/:setId/locks/:nodeId · seat": (ids) => ({
    params: { ...draftOf(ids), nodeId: ids.position },
    body: { isLocked: true },
  }),
  "PUT /api/target-sets/:setId/locks/:nodeId · unit": (ids) => ({
    params: { ...draftOf(ids), nodeId: ids.unit },
    body: { isLocked: true },
  }),
  "POST /api/target-sets/:setId/submissions": (ids) => ({ params: draftOf(ids), body: { id: randomUUIDv7(), nodeId: ids.unit } }),
  "POST /api/target-submissions/:id/decision": ({ submission }) => ({ params: { id: submission }, body: { kind: "approved" } }),

  "GET /api/target-nodes/:nodeId/trail": (ids) => ({ params: { nodeId: ids.position }, query: { year: "2026" } }),
  "POST /api/target-proposals": (ids) => ({
    body: { id: randomUUIDv7(), ...aboutTarget(ids), period: "2026", amount: "5", reason: "客户少了" },
  }),
  "POST /api/target-proposals/:id/acceptance": ({ proposal }) => ({ params: { id: proposal } }),
  "POST /api/target-proposals/:id/closing": ({ proposal }) => ({ params: { id: proposal }, body: { reason: "再想想" } }),
  "POST /api/target-remarks": (ids) => ({ body: { id: randomUUIDv7(), ...aboutTarget(ids), kind: "question", text: "怎么算的" } }),

  "GET /api/target-letters": () => ({ query: { year: "2026" } }),
  "POST /api/target-letters": () => ({ body: { year: 2026 } }),
  "GET /api/target-letters/:id": ({ letter }) => ({ params: { id: letter } }),
  "GET /api/target-letters/:id/pdf": ({ letter }) => ({ params: { id: letter } }),
  "POST /api/target-letters/:id/signature": ({ letter }) => ({ params: { id: letter }, body: { hash: "of another text", name: "某人" } }),
  "POST /api/target-letters/:id/reminders": ({ letter }) => ({ params: { id: letter } }),
  "GET /api/target-nodes/:nodeId/plan": (ids) => ({ params: { nodeId: ids.position }, query: { year: "2026" } }),
  "POST /api/target-nodes/:nodeId/plan": (ids) => ({
    params: { nodeId: ids.position },
    body: { id: randomUUIDv7(), metric: "signed-amount", year: 2026, ownerPersonId: ids.person, title: "拜访老客户", dueOn: "2026-07-01" },
  }),
  "GET /api/allocation": () => ({ query: { year: "2026" } }),
  "GET /api/allocation · unit": ({ unit }) => ({ query: { year: "2026", root: unit } }),
  "POST /api/allocation-previews": (ids) => ({ body: allocationBelow(ids) }),
  "POST /api/allocation-scenarios": (ids) => ({ body: { id: randomUUIDv7(), name: "方案", ...allocationBelow(ids) } }),
  "PUT /api/allocation-scenarios/:id": ({ scenario }) => ({ params: { id: scenario }, body: { name: "改名", assumptions, version: 1 } }),
  "DELETE /api/allocation-scenarios/:id": ({ scenario }) => ({ params: { id: scenario } }),
  "GET /api/allocation-scenarios/:id/result": ({ scenario }) => ({ params: { id: scenario } }),
  "POST /api/allocation-scenarios/:id/application": ({ scenario }) => ({ params: { id: scenario }, body: { version: 1, stamp: 0 } }),
  "POST /api/allocation-applications/:id/undoing": ({ application }) => ({ params: { id: application } }),

  "GET /api/target-changes": () => ({ query: { year: "2026" } }),
  "POST /api/target-changes/preview": (ids) => ({ body: changeOf(ids) }),
  "POST /api/target-changes": (ids) => ({ body: { id: randomUUIDv7(), ...changeOf(ids), reason: "市场变了" } }),
  "POST /api/target-changes/:id/decision": ({ change }) => ({ params: { id: change }, body: { kind: "approved" } }),
  "GET /api/job-profiles": () => ({}),
  "PUT /api/job-profiles": () => ({
    body: {
      title: "销售代表",
      version: 0,
      purpose: "",
      duties: [{ text: "完成签约", metrics: ["signed-amount"] }],
      norms: "",
      documents: [],
    },
  }),
  "GET /api/strategy": () => ({ query: { year: "2026" } }),
  "PUT /api/strategy": () => ({
    body: {
      year: 2026,
      version: 0,
      vision: "做行业第一",
      themes: [{ name: "新客户", aim: "", metrics: [{ metric: "new-customers", weight: 100 }] }],
      goals: [{ metric: "signed-amount", year: 2028, amount: "300000000" }],
    },
  }),

  "GET /api/target-pace": () => ({ query: may }),
  "GET /api/target-overview": () => ({ query: may }),
  "GET /api/single-targets": () => ({ query: may }),
  "PUT /api/single-targets": (ids) => ({
    body: { metric: "aov-order", period: "2026", nodeId: ids.position, version: 0, comparison: "at-least", value: "5" },
  }),
  "GET /api/smart-checks": () => ({ query: { year: "2026" } }),
  "GET /api/target-nodes/:nodeId/evidence": (ids) => ({ params: { nodeId: ids.position }, query: { year: "2026" } }),
  "POST /api/target-nodes/:nodeId/evidence": (ids) => ({
    params: { nodeId: ids.position },
    body: { id: randomUUIDv7(), metric: "signed-amount", year: 2026, text: "市场调研" },
  }),
  "GET /api/target-evidence/:id/file": ({ evidence }) => ({ params: { id: evidence } }),

  "GET /api/territories": () => ({}),
  "GET /api/territories · unit": ({ unit }) => ({ query: { root: unit } }),
  "POST /api/territory-plans": (ids) => ({ body: { id: randomUUIDv7(), rootId: ids.unit, ...handover(ids) } }),
  "PUT /api/territory-plans/:id": (ids) => ({ params: { id: ids.territory }, body: { ...handover(ids), version: 1 } }),
  "DELETE /api/territory-plans/:id": ({ territory }) => ({ params: { id: territory } }),
  "POST /api/territory-plans/:id/application": ({ territory }) => ({ params: { id: territory }, body: { version: 1 } }),
};

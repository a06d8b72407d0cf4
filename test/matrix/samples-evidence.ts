import { randomUUIDv7 } from "node:crypto";
import { may } from "./samples-targets.ts";
import type { Ids, Sample } from "./samples.ts";

const [newBenchmark, newSaved, newRating, newNote] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7(), randomUUIDv7()];
const said = { id: newNote, problem: "conversion", kind: "interview", stance: "for", note: "客户说", notedOn: "2026-06-01" };

/** What a diagnosis is held against, and what people say. */
export const evidenceSamples: Readonly<Record<string, (ids: Ids) => Sample>> = {
  "GET /api/diagnosis/comparison · seat": ({ position }) => ({ query: { ...may, position } }),
  "GET /api/diagnosis/comparison · unit": ({ unit }) => ({ query: { ...may, unit } }),
  "POST /api/benchmarks": () => ({
    body: { id: newBenchmark, metric: "win-rate-broad", name: "行业", source: "报告", asOf: "2026-01-01", value: "25" },
  }),
  "DELETE /api/benchmarks/:id": ({ benchmark }) => ({ params: { id: benchmark } }),
  "GET /api/saved-analyses": () => ({}),
  "POST /api/saved-analyses": () => ({ body: { id: newSaved, name: "问题", filters: { part: "drill" }, isShared: false } }),
  "DELETE /api/saved-analyses/:id": ({ saved }) => ({ params: { id: saved } }),
  "GET /api/ability-profile": ({ position }) => ({ query: { position } }),
  "GET /api/team-profile": ({ unit }) => ({ query: { unit } }),
  "POST /api/ability-ratings": ({ position: positionId }) => ({
    body: { id: newRating, positionId, ability: "product", level: 3, evidence: "演示" },
  }),
  "GET /api/diagnosis/causes · seat": ({ position }) => ({ query: { ...may, position } }),
  "GET /api/diagnosis/causes · unit": ({ unit }) => ({ query: { ...may, unit } }),
  "POST /api/diagnosis-notes · seat": ({ position }) => ({ body: { ...said, position } }),
  "POST /api/diagnosis-notes · unit": ({ unit }) => ({ body: { ...said, unit } }),
  "PATCH /api/diagnosis-notes/:id": ({ note: id }) => ({ params: { id }, body: { version: 1, stance: "against", note: "改" } }),
  "DELETE /api/diagnosis-notes/:id": ({ note: id }) => ({ params: { id } }),
};

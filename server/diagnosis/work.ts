import type { Part, Work } from "#core/diagnosis/work.ts";
import { subtree } from "../access/door.ts";
import { metricValues, type MetricValues } from "../kpi/store.ts";
import type { Subject } from "../kpi/subject.ts";
import type { Asked } from "./asked.ts";
import { countsOf, idsOf, peopleOf, yearUp } from "./process.ts";
import { factsThere, sellersOn, stageRows, wonMean, type Peer, type StageRow } from "./process-store.ts";

type Compared = {
  readonly node: Subject;
  readonly against: Work["against"];
  readonly own: readonly Peer[];
  readonly others: readonly Peer[];
};

/** How the work is done: each node below held against its neighbours, and the subject as a whole against the same posts elsewhere. */
export async function workOf(asked: Asked, below: readonly Subject[]): Promise<Work[]> {
  const { tx, tenant } = asked.caller;
  const compared = [...(await neighbours(asked, below)), ...(await whole(asked))];
  if (compared.length === 0) return [];
  const span = yearUp(asked);
  const rows = (await factsThere(tx)).moves ? await stageRows(tx, span, tenant.today) : [];
  const ids = [...new Set(compared.flatMap(({ own, others }) => [...own, ...others].map((one) => one.positionId)))];
  const nodes = { kind: "position" as const, ids };
  const agreed = await metricValues(tx, { metric: "action-completion", nodes, spans: [{ ...span, key: "year" }] });
  const found: Work[] = [];
  for (const { node, against, own, others } of compared) {
    const mean = (await wonMean(tx, idsOf(others), span)) ?? 0n;
    const [mine, theirs] = [sideOf(own, rows, agreed), sideOf(others, rows, agreed)];
    const apart = { stages: mine.stages, otherStages: theirs.stages, agreed: mine.agreed, otherAgreed: theirs.agreed };
    found.push({ node, against, ...apart, wonMean: mean });
  }
  return found;
}

async function neighbours({ caller }: Asked, below: readonly Subject[]): Promise<Compared[]> {
  const { tx, tenant } = caller;
  const sellers = await sellersOn(tx, tenant.today);
  const groups: { node: Subject; own: Peer[] }[] = [];
  for (const node of below) {
    const units = node.kind === "unit" ? new Set(await subtree(tx, [node.id], tenant.today)) : new Set<string>();
    const own = sellers.filter((one) => one.positionId === node.id || units.has(one.unitId));
    if (own.length > 0) groups.push({ node, own });
  }
  if (groups.length < 2) return [];
  return groups.map(({ node, own }) => {
    const others = groups.filter((one) => one.node !== node).flatMap((one) => one.own);
    return { node, against: "neighbours", own, others };
  });
}

async function whole(asked: Asked): Promise<Compared[]> {
  const { own, peers } = await peopleOf(asked);
  return own.length === 0 || peers.length === 0 ? [] : [{ node: asked.subject, against: "peers", own, others: peers }];
}

function sideOf(people: readonly Peer[], rows: readonly StageRow[], agreed: MetricValues) {
  const ids = idsOf(people);
  const parts = ids.map((id): Part => partOf(agreed, id));
  const sum = (of: (part: Part) => number) => parts.reduce((total, part) => total + of(part), 0);
  return {
    stages: countsOf(rows, new Set(ids)),
    agreed: { passed: sum((part) => part.passed), entered: sum((part) => part.entered) },
  };
}

/** Whole cases of a share: the rows of its lower side, and as many of them as the upper side makes of it. */
function partOf(values: MetricValues, id: string): Part {
  const { numerator, denominator, rows } = values.of(id, "year");
  if (!denominator || rows === 0) return { passed: 0, entered: 0 };
  return { passed: (rows * Number(numerator)) / Number(denominator), entered: rows };
}

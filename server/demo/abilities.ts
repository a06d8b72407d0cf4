import { randomUUIDv7 } from "node:crypto";
import type { DemoOneOnOne } from "#data/demo/coaching.ts";
import { abilities } from "#core/diagnosis/abilities.ts";
import { insertRating } from "../diagnosis/ability-store.ts";
import type { Tx } from "../db/tx.ts";

const seen: Readonly<Record<(typeof abilities)[number], string>> = {
  product: "客户现场演示，技术问题有一半要请售前回答",
  negotiation: "季度末连续两单守住了价格底线",
  relationship: "能约到采购负责人，还没有接触到使用部门",
  market: "说得出主要竞品最近的报价变化",
  learning: "新产品培训后，两周内用在了报价里",
};

/** Who is talked to regularly has been rated once by the manager, and rated himself a little higher here and there. */
export async function rateAbilities(tx: Tx, talks: readonly DemoOneOnOne[], persons: ReadonlyMap<string, string>): Promise<void> {
  const latest = new Map(talks.map((talk) => [talk.member, talk]));
  for (const [i, [member, { manager, heldOn }]] of [...latest].entries()) {
    for (const [k, ability] of abilities.entries()) {
      const level = 2 + ((i * 7 + k * 3) % 4);
      const rating = { personId: persons.get(member)!, ability, evidence: seen[ability], ratedOn: heldOn };
      await insertRating(tx, { ...rating, id: randomUUIDv7(), kind: "manager", level, raterPersonId: persons.get(manager)! });
      const own = Math.min(5, level + ((i + k) % 3 === 0 ? 2 : 0));
      if (k % 2 === 0)
        await insertRating(tx, { ...rating, id: randomUUIDv7(), kind: "self", level: own, raterPersonId: persons.get(member)! });
    }
  }
}

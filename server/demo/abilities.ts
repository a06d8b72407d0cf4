import { randomUUIDv7 } from "node:crypto";
import type { DemoOneOnOne } from "#data/demo/coaching.ts";
import { abilities } from "#core/diagnosis/abilities.ts";
import { insertRating } from "../diagnosis/ability-store.ts";
import type { Tx } from "../db/tx.ts";

/** What was seen of somebody who is not there yet, and of somebody who is. */
const seen: Readonly<Record<(typeof abilities)[number], readonly [weak: string, strong: string]>> = {
  product: ["客户现场演示，技术问题有一半要请售前回答", "客户现场演示，技术问题都自己答了"],
  negotiation: ["两次在季度末主动降价成交", "季度末连续两单守住了价格底线"],
  relationship: ["只联系采购一个人，没见过使用部门", "采购、使用部门和分管副总都能约到"],
  market: ["说不出主要竞品最近的报价", "说得出主要竞品最近的报价变化和原因"],
  learning: ["新产品培训后一个月还没用过新报价", "新产品培训后，两周内用在了报价里"],
};

/** Who is talked to regularly has been rated once by the manager, and rated himself a little higher here and there. */
export async function rateAbilities(tx: Tx, talks: readonly DemoOneOnOne[], persons: ReadonlyMap<string, string>): Promise<void> {
  const latest = new Map(talks.map((talk) => [talk.member, talk]));
  for (const [i, [member, { manager, heldOn }]] of [...latest].entries()) {
    for (const [k, ability] of abilities.entries()) {
      const level = 2 + ((i * 7 + k * 3) % 4);
      const told = (of: number) => seen[ability][of >= 4 ? 1 : 0];
      const rating = { personId: persons.get(member)!, ability, ratedOn: heldOn };
      await insertRating(tx, {
        ...rating,
        id: randomUUIDv7(),
        kind: "manager",
        level,
        evidence: told(level),
        raterPersonId: persons.get(manager)!,
      });
      const own = Math.min(5, level + ((i + k) % 3 === 0 ? 2 : 0));
      if (k % 2 === 0)
        await insertRating(tx, {
          ...rating,
          id: randomUUIDv7(),
          kind: "self",
          level: own,
          evidence: told(own),
          raterPersonId: persons.get(member)!,
        });
    }
  }
}

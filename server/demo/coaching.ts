import { randomUUIDv7 } from "node:crypto";
import type { DemoAction, DemoOneOnOne } from "#data/demo/coaching.ts";
import { insertActions, insertTalk, positionHeldBy, updateAction, type NewTalk } from "../coaching/store.ts";
import type { Tx } from "../db/tx.ts";

/** The talks of the last nine months with what was agreed; done actions carry the day they were done. */
export async function bookTalks(tx: Tx, talks: readonly DemoOneOnOne[], persons: ReadonlyMap<string, string>): Promise<void> {
  for (const { member, manager, heldOn, notes, actions } of talks) {
    const memberPersonId = persons.get(member)!;
    const positionId = (await positionHeldBy(tx, memberPersonId, heldOn))!;
    const talk = { id: randomUUIDv7(), positionId, memberPersonId, managerPersonId: persons.get(manager)!, heldOn, notes, facts: [] };
    await insertTalk(tx, talk);
    for (const action of actions) await agree(tx, talk, action);
  }
}

async function agree(tx: Tx, talk: NewTalk, { title, dueOn, doneOn, result }: DemoAction): Promise<void> {
  const id = randomUUIDv7();
  await insertActions(tx, talk, [{ id, title, dueOn }]);
  if (doneOn) await updateAction(tx, { id, version: 1, doneAt: new Date(`${doneOn}T17:30:00+08:00`), result });
}

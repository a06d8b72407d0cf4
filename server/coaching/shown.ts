import type { Principal } from "../access/door.ts";
import type { ActionRecord, TalkRecord } from "./store.ts";

/** A talk as its readers see it: no ids of other people. */
export function shownTalk(talk: TalkRecord & { actions: ActionRecord[] }, user: Principal) {
  const { id, heldOn, managerName, notes, facts, actions, version, managerPersonId } = talk;
  return { id, heldOn, managerName, notes, facts: facts.items ?? [], actions, version, isMine: managerPersonId === user.personId };
}

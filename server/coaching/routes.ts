import { implement, type Server } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { scopeOf } from "../access/door.ts";
import { frameOf, periodAsked } from "../home/progress.ts";
import { memberStandings, unitsLed } from "../home/workbench.ts";
import { correctNotes, saveTalk, tickAction } from "./commands.ts";
import { memberFacts } from "./facts.ts";
import { shownTalk } from "./shown.ts";
import { weakestLine } from "./weakest.ts";
import { openActions, seatsWithin, talksWith } from "./store.ts";

/** One-on-ones and the actions agreed in them. */
export function coaching(server: Server): void {
  implement(server, "GET /api/team", async ({ tx, user, tenant, today, query }) => {
    const frame = await frameOf(tx, tenant, periodAsked(tenant, query.period, "quarter"));
    const rows = await memberStandings(tx, tenant, frame, await unitsLed(tx, user, today), user.positionIds);
    return { period: frame.period.key, timeProgress: String(frame.time.exact ?? 0n), rows };
  });

  implement(server, "GET /api/team/:positionId", async ({ tx, user, tenant, today, params, scope }) => {
    const seat = (await seatsWithin(tx, scope, today, params.positionId))[0];
    if (!seat) return refuse("not-found");
    const writable = await scopeOf(tx, user, "one-on-ones", "write", today);
    const isOwn = user.positionIds.includes(params.positionId);
    const mayWrite = !isOwn && writable !== null && (await seatsWithin(tx, writable, today, params.positionId)).length > 0;
    const talks = (await talksWith(tx, seat.personId, tenant.timeZone)).map((talk) => shownTalk(talk, user));
    const { positionId, personId, name, title, unitName } = seat;
    const facts = await memberFacts({ tx, tenant }, positionId);
    const weakest = await weakestLine(tx, user, tenant, seat);
    return {
      positionId,
      personId,
      name,
      title,
      unitName,
      ...facts,
      weakest,
      openActions: await openActions(tx, personId, tenant.timeZone),
      talks,
      mayWrite,
    };
  });

  implement(server, "POST /api/one-on-ones", saveTalk);
  implement(server, "PATCH /api/one-on-ones/:id", correctNotes);
  implement(server, "PATCH /api/actions/:id", tickAction);
}

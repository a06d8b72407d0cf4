import type { Scope } from "../access/door.ts";
import { subtree } from "../access/door.ts";
import { seatsInScope } from "../appraisal/roster.ts";
import { below, seatSubject, subjectOf, type Subject } from "../kpi/subject.ts";
import type { Tile } from "#core/boards/tile.ts";
import type { View } from "./view.ts";

/** People on one tile: beyond this nobody reads them. */
const peopleMax = 400;

/** Whose numbers a tile shows: its own unit or person when the reader reaches it, else the board's. */
export async function subjectFor(tile: Tile, view: View): Promise<Subject | null> {
  return tile.whose === null ? view.subject : subjectOf(view.caller, { [tile.whose.kind]: tile.whose.id });
}

/** What stands below a subject: units and people directly below, or every selling person. All of it lies in the reader's reach, for the subject does. */
export async function nodesBelow(view: View, subject: Subject, split: "below" | "person"): Promise<Subject[]> {
  const { caller } = view;
  if (subject.kind === "position") return [subject];
  if (split === "below") return below(caller, subject);
  const units = await subtree(caller.tx, [subject.id], caller.tenant.today);
  const all: Scope = { all: false, unitIds: units, positionIds: [], personId: null };
  const seats = await seatsInScope(caller.tx, all, caller.tenant.today, { limit: peopleMax });
  return seats.map(seatSubject);
}

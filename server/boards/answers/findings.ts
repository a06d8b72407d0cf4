import { diagnose } from "#core/diagnosis/diagnose.ts";
import { startHere } from "#core/diagnosis/finding.ts";
import { scopeOf } from "../../access/door.ts";
import { gather, shownFinding } from "../../diagnosis/gather.ts";
import { subjectOf } from "../../kpi/subject.ts";
import { periodFor } from "../view.ts";
import { frameOf, none, type Answer, type Ask } from "./shape.ts";

/** Where to begin: the very three of the diagnosis page for the same subject and period, as far as the reader may open that page. */
export async function findingsAnswer(ask: Ask): Promise<Answer> {
  const { tile, subject: wanted, view } = ask;
  if (Object.keys(view.cuts).length > 0) return none(tile, "findings-not-cut");
  const { tx, user, tenant } = view.caller;
  const scope = await scopeOf(tx, user, "diagnosis", "read", tenant.today);
  const caller = scope && { ...view.caller, scope };
  const subject = caller && (await subjectOf(caller, { [wanted.kind]: wanted.id }));
  if (!subject) return none(tile, "out-of-reach");
  const period = periodFor(tile, view);
  const { facts, rowsTouched } = await gather({ caller, subject, period }, true);
  const path = `/diagnosis?${subject.kind}=${subject.id}&period=${period.key}`;
  return { ...frameOf(ask, rowsTouched), form: "findings", findings: startHere(diagnose(facts).findings).map(shownFinding), path };
}

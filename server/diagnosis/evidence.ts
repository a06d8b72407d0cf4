import { implement, type Server } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { abilityProfile, rateAbility, teamProfile } from "./abilities.ts";
import { insertSaved, removeSaved, savedFor } from "./cause-store.ts";
import { causesOf, deleteNote, rewriteNote, writeNote } from "./causes.ts";
import { compared, enterBenchmark, removeBenchmark } from "./comparison.ts";

/** What a diagnosis is held against and what people say: comparisons, abilities, causes, saved questions. */
export function diagnosisEvidence(server: Server): void {
  implement(server, "GET /api/diagnosis/comparison", compared);
  implement(server, "POST /api/benchmarks", enterBenchmark);
  implement(server, "DELETE /api/benchmarks/:id", removeBenchmark);
  implement(server, "GET /api/ability-profile", abilityProfile);
  implement(server, "GET /api/team-profile", teamProfile);
  implement(server, "POST /api/ability-ratings", rateAbility);
  implement(server, "GET /api/diagnosis/causes", causesOf);
  implement(server, "POST /api/diagnosis-notes", writeNote);
  implement(server, "PATCH /api/diagnosis-notes/:id", rewriteNote);
  implement(server, "DELETE /api/diagnosis-notes/:id", deleteNote);
  savedAnalyses(server);
}

function savedAnalyses(server: Server): void {
  implement(server, "GET /api/saved-analyses", async ({ tx, user }) => ({ rows: await savedFor(tx, user.userId) }));
  implement(server, "POST /api/saved-analyses", async ({ tx, body, user, audit }) => {
    const isNew = await insertSaved(tx, { ...body, userId: user.userId });
    if (isNew)
      await audit({
        action: "saved-analysis.create",
        subjectKind: "saved-analysis",
        subjectId: body.id,
        subjectLabel: body.name,
        after: { isShared: body.isShared },
      });
    return { id: body.id };
  });
  implement(server, "DELETE /api/saved-analyses/:id", async ({ tx, params, user, audit }) => {
    if (!(await removeSaved(tx, params.id, user.userId))) return refuse("not-found");
    await audit({ action: "saved-analysis.delete", subjectKind: "saved-analysis", subjectId: params.id });
    return {};
  });
}

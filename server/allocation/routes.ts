import { implement, type Server } from "../http/implement.ts";
import { isRefusal, refuse } from "../http/refusal.ts";
import { applyScenario, changeScenario, dropScenario, saveScenario, scenarioOf, undoApplication } from "./commands.ts";
import { evidenceFile, evidencePage, saveEvidence } from "./evidence.ts";
import { smartChecks } from "./smart.ts";
import { applyTerritories, changeTerritories, dropTerritories, saveTerritories, territoriesPage } from "./territories.ts";
import { allocationDesk, deskOf, resultAt } from "./desk.ts";

/** The allocation assistant: assumptions in, a number with a reason for everybody out. */
export function allocation(server: Server): void {
  implement(server, "GET /api/allocation", allocationDesk);
  implement(server, "POST /api/allocation-previews", async (ctx) => {
    const { metric, year, rootId, assumptions } = ctx.body;
    const desk = await deskOf(ctx, metric, year, rootId);
    return desk ? resultAt(ctx, desk, assumptions) : refuse("not-found");
  });
  implement(server, "POST /api/allocation-scenarios", saveScenario);
  implement(server, "PUT /api/allocation-scenarios/:id", changeScenario);
  implement(server, "DELETE /api/allocation-scenarios/:id", dropScenario);
  implement(server, "GET /api/allocation-scenarios/:id/result", async (ctx) => {
    const scenario = await scenarioOf(ctx, ctx.params.id);
    if (isRefusal(scenario)) return scenario;
    const desk = await deskOf(ctx, scenario.metric, scenario.year, scenario.rootId);
    return desk ? resultAt(ctx, desk, scenario.assumptions) : refuse("not-found");
  });
  implement(server, "POST /api/allocation-scenarios/:id/application", applyScenario);
  implement(server, "POST /api/allocation-applications/:id/undoing", undoApplication);

  implement(server, "GET /api/smart-checks", smartChecks);
  implement(server, "GET /api/target-nodes/:nodeId/evidence", evidencePage);
  implement(server, "POST /api/target-nodes/:nodeId/evidence", saveEvidence);
  implement(server, "GET /api/target-evidence/:id/file", evidenceFile);

  implement(server, "GET /api/territories", territoriesPage);
  implement(server, "POST /api/territory-plans", saveTerritories);
  implement(server, "PUT /api/territory-plans/:id", changeTerritories);
  implement(server, "DELETE /api/territory-plans/:id", dropTerritories);
  implement(server, "POST /api/territory-plans/:id/application", applyTerritories);
}

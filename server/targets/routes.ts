import { implement, type Server } from "../http/implement.ts";
import { decide, differencesPage, lockNode, submit } from "./approvals.ts";
import { createDraft, declareOver, dropDraft, editCell, publish } from "./commands.ts";
import { applyDecomposition, previewDecomposition } from "./decomposing.ts";
import { targetsPage } from "./page.ts";
import { askChange, decideChange, previewChange } from "./changes.ts";
import { changesPage } from "./changes-page.ts";
import { addToPlan, planPage } from "./plan.ts";
import { acceptProposal, closeProposal, propose, remark } from "./talks.ts";
import { trailPage } from "./trail.ts";

export function targets(server: Server): void {
  implement(server, "GET /api/targets", targetsPage);
  implement(server, "POST /api/target-sets", createDraft);
  implement(server, "DELETE /api/target-sets/:setId", dropDraft);
  implement(server, "POST /api/target-sets/:setId/publication", publish);
  implement(server, "PUT /api/target-sets/:setId/cells", editCell);
  implement(server, "PUT /api/target-sets/:setId/over-assignments/:nodeId", declareOver);
  implement(server, "POST /api/target-sets/:setId/decomposition/preview", previewDecomposition);
  implement(server, "POST /api/target-sets/:setId/decomposition", applyDecomposition);
  implement(server, "GET /api/target-nodes/:nodeId/trail", trailPage);
  implement(server, "POST /api/target-proposals", propose);
  implement(server, "POST /api/target-proposals/:id/acceptance", acceptProposal);
  implement(server, "POST /api/target-proposals/:id/closing", closeProposal);
  implement(server, "POST /api/target-remarks", remark);
  implement(server, "POST /api/target-sets/:setId/submissions", submit);
  implement(server, "POST /api/target-submissions/:id/decision", decide);
  implement(server, "PUT /api/target-sets/:setId/locks/:nodeId", lockNode);
  implement(server, "GET /api/target-sets/:setId/differences", differencesPage);
  implement(server, "GET /api/target-changes", changesPage);
  implement(server, "POST /api/target-changes/preview", previewChange);
  implement(server, "POST /api/target-changes", askChange);
  implement(server, "POST /api/target-changes/:id/decision", decideChange);
  implement(server, "GET /api/target-nodes/:nodeId/plan", planPage);
  implement(server, "POST /api/target-nodes/:nodeId/plan", addToPlan);
}

import { implement, type Server } from "../http/implement.ts";
import { createDraft, declareOver, dropDraft, editCell, publish } from "./commands.ts";
import { applyDecomposition, previewDecomposition } from "./decomposing.ts";
import { targetsPage } from "./page.ts";

export function targets(server: Server): void {
  implement(server, "GET /api/targets", targetsPage);
  implement(server, "POST /api/target-sets", createDraft);
  implement(server, "DELETE /api/target-sets/:setId", dropDraft);
  implement(server, "POST /api/target-sets/:setId/publication", publish);
  implement(server, "PUT /api/target-sets/:setId/cells", editCell);
  implement(server, "PUT /api/target-sets/:setId/over-assignments/:nodeId", declareOver);
  implement(server, "POST /api/target-sets/:setId/decomposition/preview", previewDecomposition);
  implement(server, "POST /api/target-sets/:setId/decomposition", applyDecomposition);
}

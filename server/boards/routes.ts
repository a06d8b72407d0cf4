import { implement, type Server } from "../http/implement.ts";
import { isRefusal, refuse } from "../http/refusal.ts";
import { answers } from "./answers/index.ts";
import { chooseDefault, createBoard, refuseTiles, removeBoard, saveBoard, shareBoard } from "./commands.ts";
import { sendBoard } from "./file.ts";
import { findBoard, tilesOf } from "./library.ts";
import { boardLines, boardReply } from "./reply.ts";
import { rowsBehind } from "./rows.ts";
import { lockOwn, versionsOf } from "./store.ts";
import { viewOf } from "./view.ts";

/** Boards: ready-made, own and shared, and all their numbers in one answer. */
export function boards(server: Server): void {
  implement(server, "GET /api/dashboards", async (ctx) => ({ rows: await boardLines(ctx) }));
  implement(server, "POST /api/dashboards", createBoard);
  implement(server, "PUT /api/dashboards/:id", saveBoard);
  implement(server, "DELETE /api/dashboards/:id", removeBoard);
  implement(server, "PUT /api/dashboards/:id/shares", shareBoard);
  implement(server, "PUT /api/dashboard-default", chooseDefault);
  implement(server, "GET /api/dashboard-rows", rowsBehind);
  implement(server, "GET /api/dashboards/:id/file", sendBoard);

  implement(server, "GET /api/dashboards/:id", async (ctx) => {
    const found = await findBoard(ctx, ctx.params.id);
    return found ? boardReply(ctx, found) : refuse("not-found");
  });

  implement(server, "GET /api/dashboards/:id/versions", async (ctx) => {
    const mine = await lockOwn(ctx, ctx.params.id);
    return mine ? { rows: await versionsOf(ctx.tx, mine.id) } : refuse("not-found");
  });

  implement(server, "GET /api/dashboards/:id/answers", async (ctx) => {
    const found = await findBoard(ctx, ctx.params.id);
    if (!found) return refuse("not-found");
    const view = await viewOf(ctx, ctx.query);
    return isRefusal(view) ? view : answers(view, tilesOf(found));
  });

  implement(server, "POST /api/dashboard-answers", async (ctx) => {
    const wrong = await refuseTiles(ctx.tx, ctx.body.tiles);
    if (wrong) return wrong;
    const view = await viewOf(ctx, ctx.query);
    return isRefusal(view) ? view : answers(view, ctx.body.tiles);
  });
}

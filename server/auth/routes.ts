import { implement, type Server } from "../http/implement.ts";
import { sessionCookie } from "../http/implement.ts";
import { changeMe, readMe } from "./me.ts";
import { endSession, takeCookie } from "./sessions.ts";
import { signIn } from "./sign-in.ts";

/** Who is it: sign-in, sign-out, my settings. */
export function identity(server: Server): void {
  implement(server, "POST /api/session", signIn);
  implement(server, "DELETE /api/session", async (ctx) => {
    await endSession(ctx.tx, ctx.request.cookies[sessionCookie(server.config)]!);
    await ctx.audit({ action: "session.end", subjectKind: "user", subjectId: ctx.user.userId, subjectLabel: ctx.user.name });
    takeCookie(ctx.reply, server.config);
    return {};
  });
  implement(server, "GET /api/me", readMe);
  implement(server, "PATCH /api/me", changeMe);
}

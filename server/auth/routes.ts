import { implement, sessionCookie, type Server } from "../http/implement.ts";
import { changeMe, readMe } from "./me.ts";
import { endOtherSessions, mySessions } from "./my-sessions.ts";
import { changePassword, setPassword } from "./passwords.ts";
import { programKeys } from "./program-keys.ts";
import { confirmTotp, removeTotp, startTotp } from "./second-factor.ts";
import { endSession, takeCookie } from "./sessions.ts";
import { setUp } from "./setup.ts";
import { signIn } from "./sign-in.ts";
import { bindUsers } from "./users-routes.ts";

/** Who is it: sign-in, sign-out, my settings, password and second factor, the users of the company. */
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
  implement(server, "GET /api/me/sessions", mySessions);
  implement(server, "POST /api/me/sessions/ending", endOtherSessions);
  implement(server, "PUT /api/me/password", changePassword);
  implement(server, "POST /api/me/totp", startTotp);
  implement(server, "PUT /api/me/totp", confirmTotp);
  implement(server, "POST /api/me/totp/removal", removeTotp);
  implement(server, "POST /api/password", setPassword);
  implement(server, "POST /api/setup", setUp);
  programKeys(server);
  bindUsers(server);
}

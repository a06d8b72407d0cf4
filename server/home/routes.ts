import { demoLogins } from "../demo/logins.ts";
import { implement, type Server } from "../http/implement.ts";
import { search } from "./search.ts";
import { workbench } from "./workbench.ts";

/** The workbench and the search box. */
export function home(server: Server): void {
  implement(server, "GET /api/home", workbench);
  implement(server, "GET /api/search", search);
  implement(server, "GET /api/demo-logins", async ({ tx }) => ({ rows: await demoLogins(tx) }));
}

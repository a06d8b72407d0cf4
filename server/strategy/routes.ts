import { implement, type Server } from "../http/implement.ts";
import { strategyPage, writeStrategy } from "./page.ts";

export function strategy(server: Server): void {
  implement(server, "GET /api/strategy", strategyPage);
  implement(server, "PUT /api/strategy", writeStrategy);
}

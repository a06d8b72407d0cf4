import type { Server } from "./http/implement.ts";
import { coaching } from "./coaching/routes.ts";
import { home } from "./home/routes.ts";
import { identity } from "./auth/routes.ts";

/** Every feature binds its routes here, one line each. */
export const features: readonly ((server: Server) => void)[] = [
  identity,
  home,
  coaching,
];

import type { Server } from "./http/implement.ts";

/** Every feature binds its routes here, one line each. */
export const features: readonly ((server: Server) => void)[] = [];

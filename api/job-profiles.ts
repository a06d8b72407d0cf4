import { z } from "zod";
import type { Routes } from "./contract.ts";

const content = {
  /** What the position is there for, in a sentence or two. */
  purpose: z.string().trim().max(1_000),
  /** Each with the metrics that show whether it is done. */
  duties: z
    .array(
      z.strictObject({
        text: z.string().trim().min(1).max(300),
        metrics: z.array(z.string().regex(/^[a-z][a-z0-9-]{1,60}$/)).max(8),
      }),
    )
    .max(30),
  norms: z.string().trim().max(3_000),
  /** Operating procedures, by name and address. */
  documents: z.array(z.strictObject({ name: z.string().trim().min(1).max(120), url: z.url({ protocol: /^https?$/ }).max(500) })).max(20),
};

const profile = z.object({
  title: z.string(),
  /** Who holds a position of the title today. */
  seats: z.number().int(),
  isMine: z.boolean(),
  /** 0 where nothing was written yet. */
  version: z.number().int(),
  ...content,
  by: z.string().nullable(),
  at: z.string().nullable(),
});

export const jobProfileRoutes = {
  "GET /api/job-profiles": {
    access: { resource: "job-profiles", action: "read" },
    summary:
      "Position profiles: what each title is there for, its duties with the metrics that show them, its norms and documents; the reader's own first.",
    reply: z.object({ mayWrite: z.boolean(), rows: z.array(profile) }).meta({ id: "JobProfiles" }),
  },
  "PUT /api/job-profiles": {
    access: { resource: "job-profiles", action: "write" },
    summary: "Write the profile of a title: a new version, the old one is kept.",
    body: z.strictObject({ title: z.string().trim().min(1).max(100), version: z.number().int().min(0), ...content }),
    reply: z.object({ title: z.string(), version: z.number().int() }),
    refusals: ["version-moved"],
  },
} as const satisfies Routes;

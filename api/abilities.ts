import { z } from "zod";
import { abilities } from "#core/diagnosis/abilities.ts";
import type { Routes } from "./contract.ts";
import { amount, day, explanation, ppm, uuid, value } from "./common.ts";
import { subject } from "./metrics.ts";

const ability = z.enum(abilities);
const level = z.number().int().min(1).max(5);
const read = { resource: "ability-profiles", action: "read" } as const;
const write = { resource: "ability-profiles", action: "write" } as const;

export const rating = z
  .object({ id: uuid, ability, kind: z.enum(["self", "manager"]), level, evidence: z.string(), ratedOn: day, rater: z.string() })
  .meta({ id: "AbilityRating" });

const rated = z.object({
  ability,
  /** 1 to 5; null: nobody has rated it. */
  self: level.nullable(),
  manager: level.nullable(),
  /** Self and manager two or more apart. */
  isApart: z.boolean(),
});

/** What somebody is able to do, as rated with evidence, and the facts near each ability. */
export const abilityProfile = z
  .object({
    subject,
    personId: uuid,
    abilities: z.array(
      rated.extend({
        /** A metric of the last twelve months near the ability; null where none is. */ fact: explanation.nullable(),
        peersMedian: value.nullable(),
      }),
    ),
    ratings: z.array(rating),
    /** As what the reader may rate; null: not at all. */
    mayRateAs: z.enum(["self", "manager"]).nullable(),
  })
  .meta({ id: "AbilityProfile" });

const counted = z.array(z.object({ key: z.string(), count: z.number().int() }));
/** A team at a glance: who is in it, what it is able to do, and where it rests on one. */
export const teamProfile = z
  .object({
    subject,
    members: z.array(
      z.object({
        positionId: uuid,
        name: z.string(),
        title: z.string(),
        tenure: z.enum(["new", "settled", "senior"]).nullable(),
        abilities: z.array(rated),
        amount,
      }),
    ),
    abilities: z.array(z.object({ ability, rated: z.number().int(), mean: z.number().nullable(), strong: z.number().int() })),
    titles: counted,
    tenures: counted,
    /** Share of the best seller in twelve months' signed amount. */
    concentration: ppm.nullable(),
  })
  .meta({ id: "TeamProfile" });

export const abilityRoutes = {
  "GET /api/ability-profile": {
    access: read,
    summary: "The ability profile of one seat's holder; left out: one's own.",
    query: z.object({ position: uuid.optional() }),
    reply: abilityProfile,
    refusals: ["not-found"],
  },
  "GET /api/team-profile": {
    access: { resource: "team-profiles", action: "read" },
    summary: "Composition and abilities of a unit's sellers; left out: the unit one leads.",
    query: z.object({ unit: uuid.optional() }),
    reply: teamProfile,
    refusals: ["not-found"],
  },
  "POST /api/ability-ratings": {
    access: write,
    summary: "Rates one ability with its evidence: oneself as self, whom one leads as manager. Ratings are added, never changed.",
    body: z.strictObject({ id: uuid, positionId: uuid, ability, level, evidence: z.string().trim().min(1).max(500) }),
    reply: rating,
    refusals: ["not-found"],
  },
} as const satisfies Routes;

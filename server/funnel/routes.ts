import { periodOf } from "#core/calendar/period.ts";
import type { Conversion } from "#core/funnel/conversion.ts";
import type { Curve } from "#core/survival/curve.ts";
import { implement, type Server } from "../http/implement.ts";
import { refuse, type Refusal } from "../http/refusal.ts";
import { fiscalOf, type Asked } from "../kpi/sheet.ts";
import { below, crumbs, subjectOf, type Caller, type Subject, type Whose } from "../kpi/subject.ts";
import { abilityCodes, cohortFigure, figuresOf, rateOf, type Where } from "./figures.ts";
import { belongsTo, groundOf, pictureOf, type Ground } from "./picture.ts";
import { funnelRows } from "./rows.ts";
import { belonging } from "./store.ts";

/** The funnel of a unit or a person: cohort beside snapshot, times, the sales cycle, and the deals behind each figure. */
export function funnel(server: Server): void {
  implement(server, "GET /api/funnel", async (ctx) => {
    const asked = await askedOf(ctx, ctx.query);
    if ("code" in asked) return asked;
    const { period, subject, tenant } = asked;
    const ground = await groundOf(asked, ctx.query.pipeline);
    const picture = pictureOf(ground, asked, await belongsTo(asked));
    const where: Where = {
      query: { period: period.key, pipeline: ground.pipeline, [subject.kind]: subject.id },
      currency: tenant.currency,
    };
    return {
      subject,
      crumbs: await crumbs(ctx, subject),
      period: { key: period.key, from: period.from, to: period.to },
      pipeline: ground.pipeline,
      pipelines: [...ground.all],
      stages: picture.stages.map((stage, i) => ({
        stage: stage.stage,
        step: stage.step,
        cohort: shownCohort(stage.cohort),
        snapshot: stage.snapshot,
        win: { won: stage.win.won, lost: stage.win.lost, n: stage.win.n, ppm: stage.win.rate === null ? null : ppm(stage.win.rate) },
        time: {
          median: picture.times[i]!.median,
          limit: picture.times[i]!.limit,
          here: picture.times[i]!.here.length,
          old: picture.times[i]!.old.length,
        },
        explanation: cohortFigure("stage-conversion-cohort", stage.cohort, where, { stage: stage.stage }),
      })),
      abilities: picture.abilities.map(({ ability, stages, cohort }) => ({ ability, stages: [...stages], cohort: shownCohort(cohort) })),
      curve: thinned(picture.curve),
      figures: [...figuresOf(picture, where).values()],
      below: await belowOf(ctx, ground, asked),
    };
  });

  implement(server, "GET /api/funnel/deals", async (ctx) => {
    const asked = await askedOf(ctx, ctx.query);
    if ("code" in asked) return asked;
    const { part, stage, ability, created, pipeline, limit } = ctx.query;
    const wanted = { part, stage, ability, created, pipeline, limit, after: Number(ctx.query.cursor ?? 0) };
    return funnelRows(asked, await belongsTo(asked), wanted);
  });
}

type Here = Asked & { readonly subject: Subject };

async function askedOf(caller: Caller, query: Whose & { period: string }): Promise<Here | Refusal> {
  const period = periodOf(query.period, fiscalOf(caller.tenant));
  if (!period) return refuse("period-unknown", { period: query.period });
  const subject = await subjectOf(caller, query);
  return subject ? { tx: caller.tx, tenant: caller.tenant, subject, period } : refuse("not-found");
}

const ppm = (share: number): string => String(Math.round(share * 1_000_000));

function shownCohort({ entered, movedOn, lost, pending, isMature, matureOn, expected }: Conversion) {
  const value = rateOf(movedOn, entered);
  return {
    entered, movedOn, lost, pending, isMature, matureOn,
    ppm: value.kind === "rate" ? value.ppm : null,
    expectedPpm: expected === null ? null : ppm(expected),
  }; // prettier-ignore
}

const STEPS_SHOWN = 120;

/** Enough of the curve to draw it. */
function thinned({ steps, ...counts }: Curve) {
  const every = Math.max(1, Math.ceil(steps.length / STEPS_SHOWN));
  const kept = steps.filter((_, i) => i % every === 0 || i === steps.length - 1);
  return {
    ...counts,
    steps: kept.map((s) => ({ day: s.day, waiting: ppm(s.waiting), low: ppm(s.low), high: ppm(s.high), won: ppm(s.event), lost: ppm(s.other), open: ppm(s.neither) })), // prettier-ignore
  };
}

/** The named conversions and the old deals of everybody directly below, from the deals already read. */
async function belowOf(caller: Caller, ground: Ground, { tenant, period, subject }: Here) {
  const all = await below(caller, subject);
  const belongs = new Map([
    ...(await belonging(caller.tx, { kind: "unit", ids: all.filter((one) => one.kind === "unit").map((one) => one.id) })),
    ...(await belonging(caller.tx, { kind: "position", ids: all.filter((one) => one.kind === "position").map((one) => one.id) })),
  ]);
  return all.map((one) => {
    const picture = pictureOf(ground, { tenant, period }, belongs.get(one.id)!);
    const byAbility = new Map(picture.abilities.map(({ ability, cohort }) => [abilityCodes[ability], shownCohort(cohort)]));
    return {
      subject: one,
      open: picture.velocity.open,
      old: picture.times.reduce((sum, time) => sum + time.old.length, 0),
      cycleDays: picture.cycle.days,
      conversions: Object.fromEntries(byAbility),
      created: shownCohort(picture.created),
    };
  });
}

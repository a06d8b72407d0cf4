import type { Contract } from "#api/index.ts";
import { defaultPipeline } from "#core/deals/pipeline.ts";
import { processFault } from "#core/deals/process.ts";
import { may } from "../access/door.ts";
import { implement, type Context, type Reply, type Server } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import {
  keepVersion,
  lockProcess,
  pipelinesOf,
  renameStages,
  replaceStages,
  stagesIn,
  versionsIn,
  type CountedStage,
  type Stage,
} from "./store.ts";

type Put = Contract["PUT /api/sales-process"];
type Reader = Pick<Context<Put>, "tx" | "user" | "locale">;

/** How a deal goes through the company: its stages, what each asks for, and every version of them. */
export function salesProcess(server: Server): void {
  implement(server, "GET /api/sales-process", (ctx) => processReply(ctx, ctx.query.pipeline));
  implement(server, "PUT /api/sales-process", save);
}

async function processReply({ tx, user, locale }: Reader, pipeline: string) {
  const [stages, history, pipelines] = [await stagesIn(tx, pipeline), await versionsIn(tx, pipeline), await pipelinesOf(tx)];
  const roles = user.grants.map((grant) => grant.role);
  return {
    pipeline,
    pipelines,
    version: history[0]?.version ?? 0,
    mayWrite: may(roles, "sales-process", "write"),
    stages: (stages.length > 0 ? stages : proposed(locale)).map(({ step: _, ...stage }) => stage),
    history,
  };
}

/** A company that has not named its stages begins with the usual ones; they count for nothing until they are saved. */
function proposed(locale: string): CountedStage[] {
  const at = Math.max(0, ["zh-CN", "zh-TW", "en"].indexOf(locale));
  return defaultPipeline.map(({ names, ...stage }) => ({ ...stage, name: names[at]!, criteria: "", open: 0, deals: 0 }));
}

async function save(ctx: Context<Put>): Promise<Reply<Put>> {
  const { tx, user, body } = ctx;
  const { pipeline, note } = body;
  await lockProcess(tx);
  const before = await processReply(ctx, pipeline);
  if (before.version !== body.version) return refuse("version-moved", {}, before);
  const known = await stagesIn(tx, pipeline);
  const fault = processFault(known, body.stages);
  if (fault) return refuse(fault.code, { stage: fault.stage });
  const stepOf = new Map(known.map(({ name, step }) => [name, step]));
  const patternOf = (name: string) => defaultPipeline.find(({ names }) => names.includes(name))?.step ?? "";
  const stages = body.stages.map(({ was, ...stage }) => ({ ...stage, step: (was === null ? undefined : stepOf.get(was)) ?? patternOf(stage.name) }));
  const renamed = body.stages.flatMap(({ was, name }) => (was !== null && was !== name && stepOf.has(was) ? [{ was, name }] : []));
  if (renamed.length > 0) await renameStages(tx, pipeline, renamed);
  await replaceStages(tx, pipeline, stages);
  const plain = stages.map(plainly);
  const version = before.version + 1;
  await keepVersion(tx, { pipeline, version, stages: plain, note, userId: user.userId });
  await ctx.audit({
    action: "sales-process.save",
    subjectKind: "sales-process",
    subjectId: pipeline,
    subjectLabel: pipeline,
    before: { version: before.version, stages: known.map(plainly) },
    after: { version, stages: plain, renamed, note },
  });
  return processReply(ctx, pipeline);
} // prettier-ignore

const plainly = ({ name, kind, criteria, probabilityPpm }: Stage): Stage => ({ name, kind, criteria, probabilityPpm });

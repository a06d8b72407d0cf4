import type { Contract } from "#api/index.ts";
import { may } from "../access/door.ts";
import { implement, type Context, type Reply, type Server } from "../http/implement.ts";
import { refuse } from "../http/refusal.ts";
import { insertProfile, profiles } from "./store.ts";

type Read = Contract["GET /api/job-profiles"];
type Write = Contract["PUT /api/job-profiles"];

/** 岗位说明: duties of a title, and the metrics that show whether they are done. */
export function jobProfiles(server: Server): void {
  implement(server, "GET /api/job-profiles", read);
  implement(server, "PUT /api/job-profiles", write);
}

const nothing = { purpose: "", duties: [], norms: "", documents: [] };

async function read({ tx, today, user }: Context<Read>): Promise<Reply<Read>> {
  const rows = await profiles(tx, today, user.positionIds);
  return {
    mayWrite: may(user.grants.map((grant) => grant.role), "job-profiles", "write"), // prettier-ignore
    rows: rows.map(({ content, ...row }) => {
      const { purpose, duties, norms, documents } = content ?? nothing;
      return { ...row, purpose, norms, duties: duties.map((one) => ({ ...one, metrics: [...one.metrics] })), documents: [...documents] };
    }),
  };
}

async function write({ tx, body, user, audit }: Context<Write>): Promise<Reply<Write>> {
  const { title, version, ...content } = body;
  if (!(await insertProfile(tx, title, version + 1, content, user.userId))) return refuse("version-moved");
  await audit({ action: "job-profile.write", subjectKind: "job-profile", subjectId: title, subjectLabel: title, after: { version: version + 1, duties: content.duties.length } }); // prettier-ignore
  return { title, version: version + 1 };
}

import { sql } from "kysely";
import type { Contract } from "#api/index.ts";
import type { Call } from "#api/contract.ts";
import { formatAmount } from "#core/base/money.ts";
import type { Scope } from "../access/door.ts";
import type { Tx } from "../db/tx.ts";
import { ownedWithin } from "../orders/lists.ts";
import { dealRow, holderOn, stageDays, type Asked } from "./list.ts";
import { stagesOf } from "./stages.ts";

export type DealRecord = Call<Contract["GET /api/deals/:id"]>["reply"];
type Extra = Pick<DealRecord, "customerName" | "productName" | "ownerCode" | "source" | "lostKind" | "lostReasons" | "competitor" | "odds">;
type Share = DealRecord["split"][number] & { readonly class: "primary" | "overlay" };

/** One deal with all that happened to it, or nothing when it is out of reach; `writable` is where the reader may write deals. */
export async function recordOf(
  tx: Tx,
  asked: Asked & { timeZone: string },
  id: string,
  writable: Scope | null,
): Promise<DealRecord | undefined> {
  const row = await dealRow(tx, asked, id);
  if (!row) return undefined;
  const { today } = asked;
  const extra = (await tx.row(sql<Extra>`
    select k.name as "customerName", p.name as "productName", d.source, d.lost_kind as "lostKind", d.lost_reasons as "lostReasons", d.competitor,
      (select jsonb_build_object('probability', w.ppm::text, 'because', w.because) from win_scores w where w.tenant_id = d.tenant_id and w.deal_id = d.id and d.outcome = 'open') as odds,
      (select h.code from assignments a join persons h on h.tenant_id = a.tenant_id and h.id = a.person_id where a.tenant_id = d.tenant_id
        and a.position_id = d.owner_position_id and a.valid_from <= ${today}::date and (a.valid_to is null or a.valid_to > ${today}::date) limit 1) as "ownerCode"
    from deals d left join customers k on k.tenant_id = d.tenant_id and k.id = d.customer_id left join products p on p.tenant_id = d.tenant_id and p.id = d.product_id
    where d.tenant_id = current_tenant() and d.id = ${id}`))!;
  const shares = await sharesOf(tx, id, today);
  const days = await stageDays(tx, today);
  const stages = (await stagesOf(tx)).filter((stage) => stage.pipeline === row.pipeline);
  return {
    ...row,
    ...extra,
    split: shares.filter((share) => share.class === "primary").map(plain),
    overlay: shares.filter((share) => share.class === "overlay").map(plain),
    timeline: await timeline(tx, id, asked.timeZone),
    stages: stages.map(({ version: _, place: __, ...stage }) => ({
      ...stage,
      usualDays: days.get(`${stage.pipeline}\n${stage.name}`) ?? null,
    })),
    mayWrite: writable !== null && (await ownsWithin(tx, { scope: writable, today }, id)),
  };
}

const plain = ({ class: _, ...share }: Share) => share;

/** Shares read by whoever holds the position today, else by nobody's name. */
function sharesOf(tx: Tx, id: string, today: string): Promise<Share[]> {
  return tx.rows(sql<Share>`
    select c.credit_class as class, c.share_ppm as "sharePpm", coalesce(h.code, '') as person, coalesce(h.name, '') as name
    from deal_credits c left join lateral (
      select h.code, h.name from assignments a join persons h on h.tenant_id = a.tenant_id and h.id = a.person_id where a.tenant_id = c.tenant_id
        and a.position_id = c.position_id and a.valid_from <= ${today}::date and (a.valid_to is null or a.valid_to > ${today}::date) limit 1) h on true
    where c.tenant_id = current_tenant() and c.deal_id = ${id} order by c.share_ppm desc, h.code`);
}

/** Whether the deal is owned within the scope: who only shares a deal reads it, its owner and those above write it. */
export const ownsWithin = async (tx: Tx, asked: Asked, id: string): Promise<boolean> => (await ownedOf(tx, asked, [id])).has(id);

/** Those of some deals that are owned within the scope. */
export async function ownedOf(tx: Tx, asked: Asked, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.rows(sql<{ id: string }>`
    select d.id from deals d where d.tenant_id = current_tenant() and d.id = any(${ids as string[]}::uuid[])
      and ${ownedWithin(asked.scope, sql`d.owner_position_id`, asked.today)}`);
  return new Set(rows.map((row) => row.id));
}

const LONGEST = 300;
type Happening = DealRecord["timeline"][number];

async function timeline(tx: Tx, id: string, timeZone: string): Promise<Happening[]> {
  const rows = await tx.rows(sql<Happening & { place: number }>`
    select * from (
      select entered_on as "on", 'move' as kind, ${holderOn(sql`by_position_id`, sql`entered_on`)} as by, stage, null as field, null as before, null as after,
        null as activity, '' as text, seq as place
      from deal_stage_moves where tenant_id = current_tenant() and deal_id = ${id}
      union all
      select changed_on, 'change', ${holderOn(sql`by_position_id`, sql`changed_on`)}, null, field,
        case when field = 'owner' then ${holderOn(sql`before::uuid`, sql`changed_on`)} else before end,
        case when field = 'owner' then ${holderOn(sql`after::uuid`, sql`changed_on`)} else after end, null, '', seq
      from deal_changes where tenant_id = current_tenant() and deal_id = ${id}
      union all
      select coalesce(done_on, planned_on), 'activity', ${holderOn(sql`done.position_id`, sql`coalesce(done_on, planned_on)`)}, null, null, null,
        case when done_on is null then 'planned' end, kind,
        concat_ws(' · ', nullif(contact, ''), nullif(purpose, ''), nullif(outcome, ''), nullif(next_step, '')), 0
      from activities done where tenant_id = current_tenant() and deal_id = ${id}
      union all
      select (sent_at at time zone ${timeZone})::date, 'quote', ${holderOn(sql`q.position_id`, sql`(sent_at at time zone ${timeZone})::date`)}, null, null,
        list_amount::text, net_amount::text, null, code, 0
      from quotes q where tenant_id = current_tenant() and deal_id = ${id} and sent_at is not null) all_of_it
    order by "on" desc, place desc limit ${LONGEST}`);
  return rows.map(({ place: _, ...row }) => (row.kind === "quote" ? { ...row, before: money(row.before), after: money(row.after) } : row));
}

const money = (text: string | null): string | null => (text === null ? null : formatAmount(BigInt(text)));

import { sql, type RawBuilder } from "kysely";

type Sql = RawBuilder<unknown>;
/** What a measure says of each of its rows; `value` is null where the row lacks what is measured, `gap` then says what. */
export type FactColumns = {
  readonly day: Sql;
  readonly position: Sql;
  readonly value: Sql;
  readonly source: Sql;
  readonly code: Sql;
  readonly customer?: Sql;
  readonly gap?: Sql;
  /** What is counted once, where different things are counted. */
  readonly key?: Sql;
  /** Where the unit stands in the row itself and not in the seat of a position. */
  readonly unit?: Sql;
  /** Begin and end of a wait, in the company's own time. */
  readonly starts?: Sql;
  readonly ends?: Sql;
};

/** Rows of a measure within the days of `span`: the one shape that values, trends and lists of rows are made of. */
export const facts = (columns: FactColumns, from: Sql): Sql => sql`
    select ${columns.day} as day, ${columns.position} as position_id, ${columns.unit ?? sql`null::uuid`} as org_unit_id, ${columns.value} as value,
      ${columns.gap ?? sql`null::text`} as gap, ${columns.source} as source_id, ${columns.code} as code, ${columns.customer ?? sql`null::uuid`} as customer_id,
      ${columns.key ?? sql`null::text`} as key, ${columns.starts ?? sql`null::timestamp`} as starts, ${columns.ends ?? sql`null::timestamp`} as ends
    ${from}`;

export const inSpan = (day: Sql): Sql => sql`${day} >= span.from_day and ${day} < span.to_day`;
/** The last day of the span: what stands open is told as of its evening. */
export const asOf = sql`(span.to_day - 1)`;
export const one = sql`1000000::bigint`;

/** A part of an amount or count by credit share. */
export const credited = (whole: Sql, share: Sql = sql`c.share_ppm`): Sql => sql`round((${whole})::numeric * ${share} / 1000000)::bigint`;

export const zone = sql`(select time_zone from tenants where id = current_tenant())`;
export const localTime = (instant: Sql): Sql => sql`(${instant} at time zone ${zone})`;
/** An instant lies in the days of the span as the company's calendar has them; the plain comparison keeps the index usable. */
export const instantInSpan = (instant: Sql): Sql =>
  sql`${instant} >= span.from_day::timestamp at time zone ${zone} and ${instant} < span.to_day::timestamp at time zone ${zone}`;

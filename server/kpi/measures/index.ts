import type { RawBuilder } from "kysely";
import type { Measure } from "#core/kpi/measures.ts";
import { collectionMeasures } from "./collection.ts";
import { customerMeasures } from "./customers.ts";
import { dealMeasures } from "./deals.ts";
import { orderMeasures } from "./orders.ts";
import { peopleMeasures } from "./people.ts";
import { workMeasures } from "./work.ts";

/** The facts of each measure within `span`, one readable statement each (kpi-dictionary). */
export const measureSql: Readonly<Record<Measure, RawBuilder<unknown>>> = {
  ...orderMeasures,
  ...collectionMeasures,
  ...dealMeasures,
  ...workMeasures,
  ...customerMeasures,
  ...peopleMeasures,
};

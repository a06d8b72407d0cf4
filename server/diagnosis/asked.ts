import type { Period } from "#core/calendar/period.ts";
import { onLastYear } from "#core/calendar/compare.ts";
import { fiscalOf } from "../kpi/sheet.ts";
import type { Caller, Subject } from "../kpi/subject.ts";
import type { Spans } from "./store.ts";

export type Asked = { readonly caller: Caller; readonly subject: Subject; readonly period: Period };

/** The days that have passed, and the same days of last year. */
export const spansOf = (period: Period, caller: Caller): Spans => onLastYear(period, caller.tenant.today, fiscalOf(caller.tenant));

import type { Day } from "../base/date.ts";
import type { TextRow } from "./mapping.ts";
import type { RowProblem } from "./problems.ts";
import type { DealHistoryRecord } from "./process-records.ts";
import { historyRow } from "./process-rows.ts";
import { RowReader } from "./reader.ts";
import type { Entry } from "./records.ts";

type Told = { nos: number[]; moves: DealHistoryRecord["moves"][number][]; changes: DealHistoryRecord["changes"][number][] };

/** The rows of a file about one deal belong together, in the order of their days; refused rows leave the others standing. */
export function dealHistories(rows: readonly TextRow[], today: Day): { entries: Entry<DealHistoryRecord>[]; problems: RowProblem[] } {
  const deals = new Map<string, Told>();
  const problems: RowProblem[] = [];
  for (const row of rows) {
    const reader = new RowReader(row, today);
    const { deal, moves, changes } = historyRow(reader);
    problems.push(...reader.problems);
    if (reader.isRefused) continue;
    const told = deals.get(deal) ?? { nos: [], moves: [], changes: [] };
    told.nos.push(row.no);
    told.moves.push(...moves);
    told.changes.push(...changes);
    deals.set(deal, told);
  }
  const entries = [...deals].map(([deal, { nos, moves, changes }]) => ({ key: deal, nos, record: { deal, moves, changes } }));
  return { entries, problems };
}

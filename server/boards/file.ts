import { write } from "hucre";
import type { Contract } from "#api/index.ts";
import { addDays } from "#core/base/date.ts";
import type { Context } from "../http/implement.ts";
import { isRefusal, refuse, type Refusal } from "../http/refusal.ts";
import { answers } from "./answers/index.ts";
import { findBoard, tilesOf } from "./library.ts";
import { dateOf, plain, sheetOf, tableOf, type Table } from "./sheet.ts";
import { viewOf, type View } from "./view.ts";
import { sheetWords, type Words } from "./words.ts";

/** GET /api/dashboards/:id/file: the very answers of the page, one sheet a tile, numbers as numbers and days as days. */
export async function sendBoard(ctx: Context<Contract["GET /api/dashboards/:id/file"]>): Promise<Buffer | Refusal> {
  const found = await findBoard(ctx, ctx.params.id);
  if (!found) return refuse("not-found");
  const view = await viewOf(ctx, ctx.query);
  if (isRefusal(view)) return view;
  const board = await answers(view, tilesOf(found));
  const words = sheetWords(ctx.locale);
  const sheets = [
    sheetOf(words.text("boards.sheet.about"), aboutOf(view, words)),
    ...board.answers.map((answer, i) =>
      sheetOf(
        `${i + 1} ${answer.form === "findings" ? words.text("boards.chart.findings") : words.metric(answer.metric)}`,
        tableOf(answer, words),
      ),
    ),
  ];
  await ctx.audit({
    action: "dashboard.export",
    subjectKind: "dashboard",
    subjectId: ctx.params.id,
    after: { tiles: board.answers.length, rows: board.touched.rows },
  });
  void ctx.reply
    .type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    .header("content-disposition", 'attachment; filename="dashboard.xlsx"');
  return Buffer.from(await write({ sheets, format: "xlsx" }));
}

/** Whose numbers, which days, narrowed to what: a sheet that lies on a desk must say it. */
function aboutOf({ subject, period, cuts }: View, words: Words): Table {
  const t = (key: string) => words.text(`boards.sheet.${key}`);
  return {
    head: [t("whose"), plain(subject.name)],
    formats: [null, "yyyy-mm-dd"],
    rows: [
      [t("from"), dateOf(period.from)],
      [t("to"), dateOf(addDays(period.to, -1))],
      ...Object.entries(cuts).map(([name, value]) => [words.dimension(name), plain(value)]),
    ],
  };
}

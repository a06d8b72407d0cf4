import { addDays } from "#core/base/date.ts";
import { dimensions } from "#core/boards/tile.ts";
import { useT } from "../lib/i18n.ts";
import { useMe } from "../lib/me.ts";
import { useFormat } from "../lib/use-format.ts";
import type { Caption } from "../ui/picture.ts";
import type { Answer, Answers, Tile, View } from "./types.ts";
import { useWords } from "./words.ts";

/** The period, and the last day counted while it runs. */
export function useWhen(): (period: Answers["period"]) => string[] {
  const t = useT();
  const format = useFormat();
  return ({ key, from, to, doneTo }) => [
    format.period(key),
    ...(doneTo < to && doneTo > from ? [t("boards.asOf", { day: format.day(addDays(doneTo, -1)) })] : []),
  ];
}

/** What a board is narrowed to, in words. */
export function useNarrowed(): (view: View) => string[] {
  const t = useT();
  return (view) =>
    dimensions
      .filter((name) => view[name] !== undefined)
      .map((name) =>
        t("boards.chip", { dimension: t(`boards.split.${name}`), value: view[name] === "-" ? t("boards.notGiven") : view[name]! }),
      );
}

/** What a tile must say of itself when it leaves the page: whose numbers, of which days, as of when, narrowed to what. */
export function useCaption({ subject, crumbs, below, period }: Answers, view: View): (tile: Tile, answer: Answer) => Caption {
  const t = useT();
  const words = useWords();
  const me = useMe();
  const whenOf = useWhen();
  const narrowed = useNarrowed();
  return (tile, { span }) => {
    const whose = tile.whose ? [...crumbs, ...below].find(({ id }) => id === tile.whose!.id)?.name : subject.name;
    const when =
      tile.period === "board" || span === null ? whenOf(period) : [t("boards.picture.days", { from: span.from, to: addDays(span.to, -1) })];
    const lines = [me.tenant.name, ...(whose === undefined || whose === me.tenant.name ? [] : [whose]), ...when, ...narrowed(view)];
    return { title: words.tile(tile), lines };
  };
}

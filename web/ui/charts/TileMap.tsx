import { useT } from "../../lib/i18n.ts";
import { ChartFrame } from "./ChartFrame.tsx";
import { depthOf, isDeep, toDraw, useNumbers, type ChartUnit, type Mark, type Picking } from "./mark.ts";
import { PickName } from "./PickName.tsx";

/** One square in its rough place; squares of one `key` belong together and are picked together. */
export type Square = { id: string; name: string; short: string; column: number; row: number; key: string; value: string | null };
type Props = {
  title: string;
  squares: readonly Square[];
  /** What has no place on the map. */
  elsewhere: readonly Mark[];
  unit: ChartUnit;
  valueName: string;
  note?: string | undefined;
} & Picking;

/** A map of equal squares: a large empty province does not shout louder than a small strong one. No map data needed. */
export function TileMap({ title, squares, elsewhere, unit, valueName, note, onPick, picked }: Props) {
  const t = useT();
  const numbers = useNumbers(unit);
  const most = Math.max(0, ...squares.map((one) => toDraw(one.value)));
  const regions = [...new Map(squares.filter((one) => one.value !== null).map((one) => [one.key, one])).values()];
  const table = {
    head: [t("chart.region"), valueName],
    rows: [...regions.map((one) => [one.key, numbers.exact(one.value)]), ...elsewhere.map((one) => [one.name, numbers.exact(one.value)])],
  };
  return (
    <ChartFrame title={title} table={table} note={note}>
      <div className="tile-map" role="group" aria-label={title}>
        {squares.map((one) => {
          const depth = depthOf(one.value, most);
          const style = {
            gridColumn: one.column + 1,
            gridRow: one.row + 1,
            background: `color-mix(in srgb, var(--chart-1) ${depth}%, var(--surface-2))`,
          };
          const words = `${one.name} ${one.key !== one.name && one.key !== "" ? `${one.key} ` : ""}${numbers.short(one.value)}`;
          const look = `${isDeep(depth) ? "deep" : ""} ${picked !== undefined && picked === one.key ? "picked" : ""}`;
          return onPick && one.value !== null ? (
            <button
              key={one.id}
              type="button"
              className={look}
              style={style}
              title={words}
              aria-label={words}
              aria-pressed={picked === one.key}
              onClick={() => onPick(one.key)}
            >
              {one.short}
            </button>
          ) : (
            <span key={one.id} className={look} style={style} title={words}>
              {one.short}
            </span>
          );
        })}
      </div>
      {elsewhere.length > 0 && (
        <ul className="elsewhere">
          {elsewhere.map((one) => (
            <li key={one.key || one.name} className={picked === one.key ? "picked" : ""}>
              <PickName of={one.key} name={one.name} onPick={onPick} picked={picked} />
              <span className="num">{numbers.short(one.value)}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="small muted scale" aria-hidden="true">
        0 <i /> {numbers.axis(most)}
      </p>
    </ChartFrame>
  );
}

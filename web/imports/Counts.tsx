import { useT } from "../lib/i18n.ts";
import type { Summary } from "./types.ts";

const kinds = ["new", "changed", "same", "refused", "warnings"] as const;

export function Counts({ of }: { of: Pick<Summary, "total" | (typeof kinds)[number]> }) {
  const t = useT();
  return (
    <dl className="import-counts">
      {(["total", ...kinds] as const).map((kind) => (
        <div key={kind}>
          <dt>{t(`imports.count.${kind}`)}</dt>
          <dd>{of[kind].toLocaleString("en-US")}</dd>
        </div>
      ))}
    </dl>
  );
}

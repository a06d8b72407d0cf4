import { useT } from "../lib/i18n.ts";
import { PersonPicker } from "../ui/index.ts";
import type { Record } from "./types.ts";

type Split = Record["split"];

/** Whole percents per person; the sum is said, and only 100 % can be saved. */
export function SplitForm({ split, onSplit }: { split: Split; onSplit: (split: Split) => void }) {
  const t = useT();
  const sum = split.reduce((total, one) => total + one.sharePpm, 0);
  const setShare = (person: string, percent: string) =>
    onSplit(split.map((one) => (one.person === person ? { ...one, sharePpm: Math.round(Number(percent) * 10_000) || 0 } : one)));
  return (
    <fieldset className="split-form stack">
      <legend className="label small muted">{t("deals.split")}</legend>
      {split.map((one) => (
        <div key={one.person} className="row">
          <span className="grow">{one.name}</span>
          <input
            className="input"
            type="number"
            min={0}
            max={100}
            step="any"
            aria-label={t("deals.shareOf", { name: one.name })}
            value={one.sharePpm / 10_000}
            onChange={(event) => setShare(one.person, event.target.value)}
          />
          %
          <button
            type="button"
            className="text-button"
            disabled={split.length === 1}
            aria-label={t("deals.removeShare", { name: one.name })}
            onClick={() => onSplit(split.filter((other) => other.person !== one.person))}
          >
            {t("common.remove")}
          </button>
        </div>
      ))}
      <p className={`small ${sum === 1_000_000 ? "muted" : "field-error"}`} role="status">
        {t("deals.splitSum", { percent: String(sum / 10_000) })}
      </p>
      <PersonPicker
        label={t("deals.addShare")}
        onPick={(found) =>
          !split.some((one) => one.person === found.code) && onSplit([...split, { person: found.code, name: found.label, sharePpm: 0 }])
        }
      />
    </fieldset>
  );
}

import { useT } from "../lib/i18n.ts";
import type { Detail, Reading } from "./types.ts";

const encodings = ["utf-8", "gb18030", "big5", "utf-16le", "utf-16be"] as const;
const delimiters = [",", ";", "\t", "|"] as const;
type Props = { found: Detail; reading: Reading; isBusy: boolean; onChange: (change: Partial<Reading>) => void };

/** How the file becomes text: recognised already, and changeable when it was recognised wrongly. */
export function ReadingChoice({ found, reading, isBusy, onChange }: Props) {
  const t = useT();
  return (
    <section className="panel stack" aria-labelledby="reading">
      <h2 id="reading">{t("imports.readAs")}</h2>
      <div className="reading-choices">
        {found.format === "csv" ? (
          <>
            <Choice
              label={t("imports.encoding")}
              value={reading.encoding}
              options={encodings.map((one) => [one, t(`imports.encodings.${one}`)])}
              disabled={isBusy}
              onValue={(value) => onChange({ encoding: encodings.find((one) => one === value)! })}
            />
            <Choice
              label={t("imports.delimiter")}
              value={reading.delimiter}
              options={delimiters.map((one, i) => [one, t(`imports.delimiters.${i}`)])}
              disabled={isBusy}
              onValue={(value) => onChange({ delimiter: delimiters.find((one) => one === value)! })}
            />
          </>
        ) : (
          <Choice
            label={t("imports.sheet")}
            value={String(reading.sheet)}
            options={found.sheets.map((name, i) => [String(i), name])}
            disabled={isBusy}
            onValue={(value) => onChange({ sheet: Number(value) })}
          />
        )}
      </div>
      <SampleTable found={found} />
    </section>
  );
}

function SampleTable({ found }: { found: Detail }) {
  const t = useT();
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={t("imports.sample")}>
      <table className="plain-table preview-table">
        <thead>
          <tr>
            {found.headers.map((header, i) => (
              <th key={i} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.sample.slice(0, 3).map((row, n) => (
            <tr key={n}>
              {found.headers.map((_, i) => (
                <td key={i} title={row[i]}>
                  {row[i]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type ChoiceProps = {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  disabled: boolean;
  onValue: (value: string) => void;
};

function Choice({ label, value, options, disabled, onValue }: ChoiceProps) {
  return (
    <label className="field">
      <span className="label">{label}</span>
      <select className="input" value={value} disabled={disabled} onChange={(event) => onValue(event.target.value)}>
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

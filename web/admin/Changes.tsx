import { useT } from "../lib/i18n.ts";

type Fields = Record<string, unknown>;
const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : value === null || value === undefined ? {} : { "": value });
const text = (value: unknown): string => (value === undefined || value === null || value === "" ? "—" : typeof value === "string" ? value : JSON.stringify(value));

/** Before and after side by side; what stayed the same is left out. */
export function Changes({ before, after }: { before: unknown; after: unknown }) {
  const t = useT();
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((name) => text(old[name]) !== text(now[name]));
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={t("audit.detail")}>
      <table className="plain-table changes">
        <thead><tr><th>{t("audit.field")}</th><th>{t("audit.before")}</th><th>{t("audit.after")}</th></tr></thead>
        <tbody>
          {names.map((name) => <tr key={name}><th scope="row">{name}</th><td>{text(old[name])}</td><td>{text(now[name])}</td></tr>)}
        </tbody>
      </table>
    </div>
  );
}

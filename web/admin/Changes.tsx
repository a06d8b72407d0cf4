import { hasText, useT } from "../lib/i18n.ts";

type Fields = Record<string, unknown>;
const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : Array.isArray(value)
      ? Object.fromEntries(value.map((one: unknown, i) => [`${i + 1}`, one]))
      : value === null || value === undefined
        ? {}
        : { "": value };
const text = (value: unknown): string =>
  value === undefined || value === null || value === "" ? "—" : typeof value === "string" ? value : JSON.stringify(value);

/** Where the words for a field's values stand. */
const namesOf: Readonly<Record<string, readonly string[]>> = {
  role: ["role"],
  kind: ["organisation.kind", "imports.kind", "calendar"],
  nodes: ["targets.basisOf"],
  phasing: ["targets.phasingOf"],
};

/** Before and after side by side; what stayed the same is left out. */
export function Changes({ before, after }: { before: unknown; after: unknown }) {
  const t = useT();
  const words = (name: string) =>
    /^\d+$/.test(name) ? t("audit.nth", { n: name }) : hasText(`audit.fields.${name}`) ? t(`audit.fields.${name}`) : name;
  const say = (name: string, value: unknown) => {
    if (typeof value === "boolean") return t(value ? "audit.yes" : "audit.no");
    const key = [...(namesOf[name] ?? []), "audit.values"].map((where) => `${where}.${text(value)}`).find(hasText);
    return key ? t(key) : text(value);
  };
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((name) => text(old[name]) !== text(now[name]));
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={t("audit.detail")}>
      <table className="plain-table changes">
        <thead>
          <tr>
            <th>{t("audit.field")}</th>
            <th>{t("audit.before")}</th>
            <th>{t("audit.after")}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">{words(name)}</th>
              <td>{say(name, old[name])}</td>
              <td>{say(name, now[name])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import { useT } from "../lib/i18n.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { Loaded, Skeleton } from "../ui/index.ts";
import { KeyLine } from "../ui/KeyLine.tsx";
import { RemoveButton } from "../ui/RemoveButton.tsx";

const stale = ["/api/access-tokens", "/api/me/access-tokens"];

/** Every key for programs of the company: they are made by their owners and ended here, too. */
export function CompanyKeys() {
  const t = useT();
  const query = useCall("GET /api/access-tokens", {});
  const end = useWrite("DELETE /api/access-tokens/:id", stale);
  return (
    <section className="panel stack" aria-labelledby="company-keys">
      <h2 id="company-keys">{t("settings.keys.title")}</h2>
      <Loaded query={query} skeleton={<Skeleton lines={2} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="small muted">{t("settings.keys.none")}</p>
          ) : (
            <ul className="rows">
              {rows.map((one) => (
                <KeyLine key={one.id} one={one} owner={one.owner}>
                  <RemoveButton name={`${one.owner} · ${one.name}`} onRemove={() => end.mutateAsync({ params: { id: one.id } })} />
                </KeyLine>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

import { useT } from "../lib/i18n.ts";
import { useCall } from "../lib/query.ts";
import { Loaded, Skeleton, StatusTag } from "../ui/index.ts";
import type { Unit } from "./OrganisationPage.tsx";

type Props = { unit: Unit; on: string; onPerson: (id: string) => void; onChange: () => void };

/** A unit as of a day: who works there, and what it was before. */
export function UnitRecord({ unit, on, onPerson, onChange }: Props) {
  const t = useT();
  const query = useCall("GET /api/units/:id", { params: { id: unit.id }, query: { on } });
  return (
    <section className="panel stack">
      <div className="spread">
        <h2>
          {unit.name} <span className="muted small">{unit.code}</span>
        </h2>
        {query.data?.mayWrite && (
          <button type="button" className="button" onClick={onChange}>
            {t("organisation.changeUnit")}
          </button>
        )}
      </div>
      <p className="row">
        <StatusTag>{t(`organisation.kind.${unit.kind}`)}</StatusTag>
        {unit.headName && <span>{t("organisation.head", { name: unit.headName })}</span>}
      </p>
      <Loaded query={query} skeleton={<Skeleton lines={5} />}>
        {(data) => (
          <>
            {data.members.length > 0 ? (
              <ul className="rows">
                {data.members.map((member) => (
                  <li key={member.positionId} className="spread">
                    <span>
                      {member.personId ? (
                        <button type="button" className="text-button" onClick={() => onPerson(member.personId!)}>
                          {member.name}
                        </button>
                      ) : (
                        <span className="muted">{t("organisation.vacant")}</span>
                      )}{" "}
                      <span className="muted small">
                        {member.title} {member.personCode}
                      </span>
                    </span>
                    {member.isHead && <StatusTag kind="info">{t("organisation.isHead")}</StatusTag>}
                  </li>
                ))}
              </ul>
            ) : (
              <p className="muted">{t("organisation.noMembers")}</p>
            )}
            <details>
              <summary>{t("organisation.history", { count: data.history.length })}</summary>
              <ul className="rows small">
                {data.history.map((one) => (
                  <li key={one.from}>
                    <span className="num">
                      {one.from} ~ {one.to ?? t("organisation.now")}
                    </span>{" "}
                    {one.name} {one.parentName && <span className="muted">{t("organisation.below", { name: one.parentName })}</span>}
                  </li>
                ))}
              </ul>
            </details>
          </>
        )}
      </Loaded>
    </section>
  );
}

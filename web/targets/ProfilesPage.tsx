import "./targets.css";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Reply } from "../lib/client.ts";
import { hasText, useT } from "../lib/i18n.ts";
import { target } from "../lib/place.ts";
import { useCall } from "../lib/query.ts";
import { Empty, Loaded, PageHeader, Skeleton, StatusTag } from "../ui/index.ts";
import { ProfileForm } from "./ProfileForm.tsx";
import { TargetTabs } from "./TargetTabs.tsx";

export type Profile = Reply<"GET /api/job-profiles">["rows"][number];

/** 岗位说明: what each title is there for, its duties, and the metrics that show whether they are done. */
export default function ProfilesPage() {
  const t = useT();
  const query = useCall("GET /api/job-profiles", {});
  const [editing, edit] = useState<string | null>(null);
  return (
    <div className="page">
      <PageHeader title={t("job-profiles.title")} subtitle={t("job-profiles.hint")} />
      <TargetTabs />
      <Loaded query={query} skeleton={<Skeleton lines={10} />}>
        {({ rows, mayWrite }) => {
          const shown = rows.filter(({ version }) => mayWrite || version > 0);
          if (shown.length === 0) return <Empty title={t("job-profiles.empty")}>{t("job-profiles.emptyHint")}</Empty>;
          return shown.map((row) =>
            row.title === editing ? (
              <ProfileForm key={row.title} profile={row} onClose={() => edit(null)} />
            ) : (
              <One key={row.title} profile={row} onEdit={mayWrite ? () => edit(row.title) : null} />
            ),
          );
        }}
      </Loaded>
    </div>
  );
}

function One({ profile, onEdit }: { profile: Profile; onEdit: (() => void) | null }) {
  const t = useT();
  const { title, seats, isMine, version, purpose, duties, norms, documents, by, at } = profile;
  return (
    <section className="panel stack-s" aria-label={title}>
      <div className="spread">
        <h2>
          {title} {isMine && <StatusTag kind="info">{t("job-profiles.mine")}</StatusTag>} <span className="small muted">{t("job-profiles.seats", { count: seats })}</span>
        </h2>
        {onEdit && (
          <button type="button" className="button" onClick={onEdit}>
            {t(version === 0 ? "job-profiles.write" : "job-profiles.edit", { title })}
          </button>
        )}
      </div>
      {version === 0 ? <p className="muted">{t("job-profiles.nothing")}</p> : <p className="pre">{purpose}</p>}
      {duties.length > 0 && (
        <ol className="profile-duties">
          {duties.map((duty) => (
            <li key={duty.text}>
              {duty.text}
              {duty.metrics.length > 0 && (
                <span className="row small">
                  {duty.metrics.map((code) => (
                    <Link key={code} {...target(`/kpi/${code}`)}>
                      {hasText(`metrics.name.${code}`) ? t(`metrics.name.${code}`) : code}
                    </Link>
                  ))}
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
      {norms && <p className="pre small">{t("job-profiles.normsOf", { norms })}</p>}
      {documents.length > 0 && (
        <p className="row">
          {documents.map(({ name, url }) => (
            <a key={url} href={url} target="_blank" rel="noreferrer">
              {name}
            </a>
          ))}
        </p>
      )}
      {version > 0 && <p className="small muted">{t("job-profiles.version", { version, by: by ?? "—", on: at?.slice(0, 10) ?? "" })}</p>}
    </section>
  );
} // prettier-ignore

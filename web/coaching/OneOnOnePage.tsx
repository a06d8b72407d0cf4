import "./coaching.css";
import { Link } from "@tanstack/react-router";
import type { Reply } from "../lib/client.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import { useParam } from "../lib/place.ts";
import { readValue } from "../lib/points.ts";
import { useCall } from "../lib/query.ts";
import { useTick } from "../lib/tick-action.ts";
import { useFormat } from "../lib/use-format.ts";
import { DueTag, ExplainButton, Figure, Icon, Loaded, PageHeader, Skeleton, StatusTag } from "../ui/index.ts";
import { TalkForm } from "./TalkForm.tsx";
import { TalkList } from "./TalkList.tsx";

type Member = Reply<"GET /api/team/:positionId">;

/** A talk opens with the facts, the open actions and what was said last time. */
export default function OneOnOnePage() {
  const t = useT();
  const positionId = useParam("positionId");
  const query = useCall("GET /api/team/:positionId", { params: { positionId } }, { keep: false });
  const member = query.data;
  return (
    <div className="page">
      <PageHeader
        title={member ? t("coaching.title", { name: member.name }) : t("coaching.word")}
        subtitle={member && `${member.unitName} · ${member.title}`}
        actions={
          member?.mayWrite && (
            <Link className="button" to="/team">
              {t("coaching.back")}
            </Link>
          )
        }
      />
      <Loaded query={query} skeleton={<Skeleton lines={10} />}>
        {(found) => <Talk member={found} positionId={positionId} />}
      </Loaded>
    </div>
  );
}

function Talk({ member, positionId }: { member: Member; positionId: string }) {
  return (
    <div className="columns">
      <div className="stack-l">
        <Facts member={member} />
        {member.mayWrite && <TalkForm key={positionId} positionId={positionId} />}
        <TalkList talks={member.talks} />
      </div>
      <OpenActions actions={member.openActions} />
    </div>
  );
}

function Facts({ member }: { member: Member }) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  return (
    <section className="panel stack" aria-labelledby="facts">
      <h2 id="facts">{t("coaching.facts", { period: format.period(member.period) })}</h2>
      <div className="figures">
        {member.facts.map((fact) => (
          <Figure
            key={fact.of}
            size={fact.of === "attainment" ? "large" : "normal"}
            label={label(fact.label)}
            value={readValue(fact)}
            explain={fact}
          />
        ))}
      </div>
      {member.weakest && (
        <p className="row">
          <StatusTag kind="attention">{t("coaching.weakest")}</StatusTag>
          <span>{label(member.weakest.label)}</span>
          <b className="num">{format.value(member.weakest.value)}</b>
          <ExplainButton explain={member.weakest} subject={label(member.weakest.label)} />
        </p>
      )}
    </section>
  );
}

function OpenActions({ actions }: { actions: Member["openActions"] }) {
  const t = useT();
  const tick = useTick();
  return (
    <section className="panel" aria-labelledby="open-actions">
      <h2 id="open-actions">{t("coaching.openActions")}</h2>
      {actions.length === 0 && <p className="muted">{t("coaching.noActions")}</p>}
      <ul className="rows">
        {actions.map((one) => (
          <li key={one.id} className="spread">
            <span className="grow">
              {one.title} <DueTag day={one.dueOn} />
            </span>
            <button type="button" className="button" aria-label={t("actions.tick", { title: one.title })} onClick={() => tick(one)}>
              <Icon name="check" />
              {t("actions.complete")}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

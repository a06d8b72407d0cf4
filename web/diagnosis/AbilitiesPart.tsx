import { useState } from "react";
import { abilities } from "#core/diagnosis/abilities.ts";
import type { Reply } from "../lib/client.ts";
import { newId } from "../lib/id.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Radar } from "../ui/charts/index.ts";
import { FormProblem, Loaded, Modal, Skeleton, StatusTag, toast } from "../ui/index.ts";
import { SelectField } from "../ui/SelectField.tsx";
import type { Change, Subject } from "./words.ts";

type Profile = Reply<"GET /api/ability-profile">;
type Team = Reply<"GET /api/team-profile">;

/** What a person is able to do, or a team: ratings with their evidence, facts beside them. */
export function AbilitiesPart({ subject, change }: { subject: Subject; change: Change }) {
  return subject.kind === "position" ? <OnePerson position={subject.id} /> : <OneTeam unit={subject.id} change={change} />;
}

function OnePerson({ position }: { position: string }) {
  const query = useCall("GET /api/ability-profile", { query: { position } });
  return (
    <Loaded query={query} skeleton={<Skeleton lines={10} />}>
      {(profile) => <Person profile={profile} position={position} />}
    </Loaded>
  );
}

function Person({ profile, position }: { profile: Profile; position: string }) {
  const t = useT();
  const [isOpen, open] = useState(false);
  const isRated = profile.ratings.length > 0;
  return (
    <div className="stack-l">
      <section className="panel stack" aria-labelledby="profile">
        <div className="spread">
          <h2 id="profile">{t("diagnosis.ability.profile")}</h2>
          {profile.mayRateAs && (
            <button type="button" className="button primary" onClick={() => open(true)}>
              {t(`diagnosis.ability.rateAs.${profile.mayRateAs}`)}
            </button>
          )}
        </div>
        {isRated ? <Picture profile={profile} /> : <p className="muted">{t("diagnosis.ability.none")}</p>}
        <Facts profile={profile} />
      </section>
      {isRated && <Ratings profile={profile} />}
      {isOpen && <Rate position={position} onClose={() => open(false)} />}
    </div>
  );
}

function Picture({ profile: { abilities } }: { profile: Profile }) {
  const t = useT();
  const name = (one: { ability: string }) => t(`diagnosis.ability.name.${one.ability}`);
  const apart = abilities.filter((one) => one.isApart);
  const rated = abilities.filter((one) => one.manager !== null).toSorted((a, b) => a.manager! - b.manager!);
  const title = rated[0]
    ? t("diagnosis.ability.weakest", { name: name(rated[0]), level: rated[0].manager! })
    : t("diagnosis.ability.selfOnly");
  return (
    <>
      <Radar
        title={title}
        axes={abilities.map(name)}
        max={5}
        lines={[
          { name: t("diagnosis.ability.kind.manager"), role: "actual", values: abilities.map((one) => one.manager) },
          { name: t("diagnosis.ability.kind.self"), role: "other", values: abilities.map((one) => one.self) },
        ]}
      />
      {apart.map((one) => (
        <p key={one.ability} className="small">
          <StatusTag kind="attention">
            {t("diagnosis.ability.apart", { name: name(one), self: one.self!, manager: one.manager! })}
          </StatusTag>
        </p>
      ))}
    </>
  );
}

function Facts({ profile: { abilities } }: { profile: Profile }) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  return (
    <div className="stack">
      <h3>{t("diagnosis.ability.facts")}</h3>
      <ul className="rows">
        {abilities.map((one) => (
          <li key={one.ability} className="spread">
            <span className="grow">{t(`diagnosis.ability.name.${one.ability}`)}</span>
            {one.fact ? (
              <>
                <span className="muted small">{label(one.fact.label)}</span>
                <span className="num">{format.value(one.fact.value)}</span>
                {one.peersMedian && (
                  <span className="num muted small">{t("diagnosis.ability.median", { value: format.value(one.peersMedian) })}</span>
                )}
              </>
            ) : (
              <span className="muted small">{t("diagnosis.ability.noFact")}</span>
            )}
          </li>
        ))}
      </ul>
      <p className="muted small">{t("diagnosis.ability.factsHint")}</p>
    </div>
  );
}

function Ratings({ profile: { ratings } }: { profile: Profile }) {
  const t = useT();
  return (
    <section className="panel stack" aria-labelledby="ratings">
      <h2 id="ratings">{t("diagnosis.ability.ratings")}</h2>
      <ul className="rows">
        {ratings.map((one) => (
          <li key={one.id} className="stack">
            <span className="spread">
              <b>{t(`diagnosis.ability.name.${one.ability}`)}</b>
              <span>{t("diagnosis.ability.level", { level: one.level, text: t(`diagnosis.ability.levels.${one.level}`) })}</span>
            </span>
            <span className="small">{one.evidence}</span>
            <span className="muted small">
              {t(`diagnosis.ability.kind.${one.kind}`)} · {one.rater} {one.ratedOn}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Rate({ position, onClose }: { position: string; onClose: () => void }) {
  const t = useT();
  const rate = useWrite("POST /api/ability-ratings", ["/api/ability-profile", "/api/team-profile"]);
  const [form, setForm] = useState({ id: newId(), ability: "product", level: "3", evidence: "" });
  const set = (patch: Partial<typeof form>) => setForm({ ...form, ...patch });
  const save = () => {
    const ability = abilities.find((one) => one === form.ability)!;
    const body = { id: form.id, positionId: position, ability, level: Number(form.level), evidence: form.evidence.trim() };
    rate.mutate(
      { body },
      {
        onSuccess: () => {
          toast({ text: t("diagnosis.ability.rated") });
          onClose();
        },
      },
    );
  };
  const foot = (
    <button type="button" className="button primary" disabled={form.evidence.trim() === "" || rate.isPending} onClick={save}>
      {t("common.save")}
    </button>
  );
  return (
    <Modal open title={t("diagnosis.ability.rate")} onClose={onClose} foot={foot}>
      <div className="stack">
        <SelectField label={t("diagnosis.ability.which")} value={form.ability} of={abilities.map((one) => [one, t(`diagnosis.ability.name.${one}`)])} onChange={(ability) => set({ ability })} />
        <SelectField label={t("diagnosis.ability.levelLabel")} value={form.level} of={["1", "2", "3", "4", "5"].map((one) => [one, t("diagnosis.ability.level", { level: one, text: t(`diagnosis.ability.levels.${one}`) })])} onChange={(level) => set({ level })} />
        <label className="field">
          <span className="label">{t("diagnosis.ability.evidence")}</span>
          <textarea className="input" rows={3} maxLength={500} placeholder={t("diagnosis.ability.evidenceHint")} value={form.evidence} onChange={(event) => set({ evidence: event.target.value })} />
        </label>
        {rate.error && <FormProblem error={rate.error} />}
      </div>
    </Modal>
  );
} // prettier-ignore

function OneTeam({ unit, change }: { unit: string; change: Change }) {
  const query = useCall("GET /api/team-profile", { query: { unit } });
  return (
    <Loaded query={query} skeleton={<Skeleton lines={12} />}>
      {(team) => (
        <div className="stack-l">
          <Composition team={team} />
          <Members team={team} change={change} />
        </div>
      )}
    </Loaded>
  );
}

function Composition({ team }: { team: Team }) {
  const t = useT();
  const format = useFormat();
  const risky = team.abilities.filter((one) => one.rated > 0 && one.strong <= 1);
  return (
    <section className="panel stack" aria-labelledby="composition">
      <h2 id="composition">{t("diagnosis.team.composition", { count: team.members.length })}</h2>
      <p>
        {t("diagnosis.team.titles")} {team.titles.map((one) => `${one.key} ${one.count}`).join("、")}
      </p>
      <p>
        {t("diagnosis.team.tenures")} {team.tenures.map((one) => `${t(`diagnosis.tenure.${one.key}`)} ${one.count}`).join("、")}
      </p>
      {team.concentration && <p>{t("diagnosis.team.concentration", { share: format.rate(team.concentration) })}</p>}
      {risky.map((one) => (
        <p key={one.ability}>
          <StatusTag kind="attention">{t(one.strong === 0 ? "diagnosis.team.nobody" : "diagnosis.team.onlyOne", { name: t(`diagnosis.ability.name.${one.ability}`) })}</StatusTag>
        </p>
      ))}
    </section>
  );
} // prettier-ignore

function Members({ team, change }: { team: Team; change: Change }) {
  const t = useT();
  const format = useFormat();
  const order = team.abilities.map((one) => one.ability);
  return (
    <section className="panel stack" aria-labelledby="members">
      <h2 id="members">{t("diagnosis.team.members")}</h2>
      <div className="scroll-x" tabIndex={0} role="group" aria-label={t("diagnosis.team.members")}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t("diagnosis.team.name")}</th>
              {order.map((ability) => (
                <th key={ability} className="right">
                  {t(`diagnosis.ability.name.${ability}`)}
                </th>
              ))}
              <th className="right">{t("diagnosis.team.year")}</th>
            </tr>
          </thead>
          <tbody>
            {team.members.map((one) => (
              <tr key={one.positionId}>
                <td>
                  <button type="button" className="text-button" onClick={() => change({ unit: "", position: one.positionId })}>
                    {one.name}
                  </button>{" "}
                  <span className="muted small">
                    {one.title}
                    {one.tenure && ` · ${t(`diagnosis.tenure.${one.tenure}`)}`}
                  </span>
                </td>
                {order.map((ability) => (
                  <td key={ability} className="right num">
                    {one.abilities.find((rated) => rated.ability === ability)?.manager ?? "—"}
                  </td>
                ))}
                <td className="right num">{format.money(one.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="muted small">{t("diagnosis.team.hint")}</p>
    </section>
  );
}

import { useState } from "react";
import { call } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { queryClient, useCall, useWrite } from "../lib/query.ts";
import { ConfirmFlow, Loaded, Skeleton, toast } from "../ui/index.ts";
import { formOf, type Desk, type Form, type Scenario } from "./assumptions.ts";
import { Compare } from "./Compare.tsx";
import { undoApplication } from "./undo.ts";

type Props = { desk: Desk; onOpen: (scenario: Scenario, form: Form) => void };
const COMPARED_MAX = 4;

/** Saved scenarios: open, compare up to four, write one into the draft, delete. */
export function Scenarios({ desk, onOpen }: Props) {
  const t = useT();
  const [picked, pick] = useState<readonly string[]>([]);
  const [applying, apply] = useState<Scenario | null>(null);
  const [dropping, drop] = useState<Scenario | null>(null);
  const mine = desk.scenarios.filter((one) => one.rootId === desk.root.id);
  const compared = mine.filter((one) => picked.includes(one.id));
  const remove = useWrite("DELETE /api/allocation-scenarios/:id", ["/api/allocation"]);
  return (
    <section className="panel stack" aria-labelledby="scenarios">
      <h2 id="scenarios">{t("allocation.scenarios")}</h2>
      {mine.length === 0 && <p className="muted">{t("allocation.noScenarios")}</p>}
      <ul className="rows">
        {mine.map((one) => (
          <li key={one.id} className="spread">
            <span>
              <b>{one.name}</b> {one.createdBy && <span className="small muted">{t("allocation.by", { name: one.createdBy })}</span>}
            </span>
            <span className="row">
              <label className="row small">
                <input
                  type="checkbox"
                  aria-label={`${t("allocation.compare")} ${one.name}`}
                  checked={picked.includes(one.id)}
                  disabled={!picked.includes(one.id) && compared.length >= COMPARED_MAX}
                  onChange={(event) => pick(event.target.checked ? [...picked, one.id] : picked.filter((id) => id !== one.id))}
                />
                {t("allocation.compare")}
              </label>
              <button type="button" className="button" onClick={() => onOpen(one, formOf(one))}>
                {t("allocation.load")}
              </button>
              <button type="button" className="button" onClick={() => apply(one)}>
                {t("allocation.apply")}
              </button>
              <button type="button" className="button plain" onClick={() => drop(one)}>
                {t("allocation.drop")}
              </button>
            </span>
          </li>
        ))}
      </ul>
      {compared.length === 1 && <p className="muted small">{t("allocation.pickTwo")}</p>}
      {compared.length > 1 && <Compare scenarios={compared} />}
      {applying && <Apply desk={desk} scenario={applying} onClose={() => apply(null)} />}
      {dropping && (
        <ConfirmFlow
          open
          danger
          title={t("allocation.dropTitle", { name: dropping.name })}
          confirmLabel={t("allocation.drop")}
          onConfirm={async () => {
            await remove.mutateAsync({ params: { id: dropping.id } });
            toast({ text: t("allocation.dropped", { name: dropping.name }) });
          }}
          onClose={() => drop(null)}
        >
          <p>{t("allocation.dropWhat")}</p>
        </ConfirmFlow>
      )}
    </section>
  );
}

/** Says what will be written before it is, against the draft as it was seen. */
function Apply({ desk, scenario, onClose }: { desk: Desk; scenario: Scenario; onClose: () => void }) {
  const t = useT();
  const result = useCall("GET /api/allocation-scenarios/:id/result", { params: { id: scenario.id } }, { keep: false });
  const write = async () => {
    const body = { version: scenario.version, stamp: result.data!.draft.stamp };
    const done = await call("POST /api/allocation-scenarios/:id/application", { params: { id: scenario.id }, body }).catch(
      async (refused: unknown) => {
        await result.refetch(); // what stands now is what the next try is held against
        throw refused;
      },
    );
    await queryClient.invalidateQueries({ predicate: ({ queryKey }) => /^\/api\/(allocation|targets)/.test(String(queryKey[0])) });
    toast({ text: t("allocation.applied", { count: done.nodes }), undo: () => void undoApplication(done.id, t("allocation.undone")) });
  };
  return (
    <ConfirmFlow
      open
      title={t("allocation.applyTitle", { name: scenario.name, year: desk.year })}
      confirmLabel={t("allocation.apply")}
      onConfirm={write}
      onClose={onClose}
    >
      <Loaded query={result} skeleton={<Skeleton lines={2} />}>
        {({ lines }) => (
          <>
            <p>{t("allocation.applyWhat", { root: scenario.rootName, count: lines.length })}</p>
            {!desk.mayChooseTotal && <p>{t("allocation.applyOwn")}</p>}
          </>
        )}
      </Loaded>
    </ConfirmFlow>
  );
}

import { useState } from "react";
import { download, type Reply } from "../lib/client.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import { newId } from "../lib/id.ts";
import { useAmount } from "../lib/amounts.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Chart, FormProblem, Loaded, SidePanel, Skeleton, TextField, toast } from "../ui/index.ts";
import { LetterReasons } from "./Letters.tsx";

type Metric = Reply<"GET /api/smart-checks">["metric"];
type Evidence = Reply<"GET /api/target-nodes/:nodeId/evidence">;
type About = { nodeId: string; metric: Metric; year: number };
type Props = About & { view: "draft" | undefined; onClose: () => void };
const FILE_MAX = 524_288;

/** What one target rests on: five letters, past, trend, pipeline, capacity, and what speaks for it from outside. */
export function EvidencePanel({ view, onClose, ...about }: Props) {
  const t = useT();
  const query = useCall("GET /api/target-nodes/:nodeId/evidence", {
    params: { nodeId: about.nodeId },
    query: { metric: about.metric, year: about.year, view },
  });
  const title = query.data ? t("smart.evidenceOf", { name: query.data.name || query.data.detail }) : t("smart.evidence");
  return (
    <SidePanel open title={title} onClose={onClose}>
      <Loaded query={query} skeleton={<Skeleton lines={8} />}>
        {(evidence) => (
          <div className="stack">
            {evidence.smart && (
              <>
                <p>
                  <b className="num">{t("smart.points", { score: evidence.smart.score })}</b> <span className="muted">{t("smart.of")}</span>
                </p>
                <LetterReasons fields={evidence.smart.fields} />
              </>
            )}
            <Past evidence={evidence} />
            <Notes evidence={evidence} />
            {evidence.mayAdd && <AddNote {...about} />}
          </div>
        )}
      </Loaded>
    </SidePanel>
  );
}

function Past({ evidence }: { evidence: Evidence }) {
  const t = useT();
  const format = useFormat();
  const { text, exact } = useAmount(evidence.unit);
  const amounts = [
    ["target", evidence.target],
    ["lastYear", evidence.lastYear],
    ["expected", evidence.expected],
    ["pipeline", evidence.pipeline],
  ] as const;
  return (
    <>
      <dl className="facts">
        {amounts.map(([name, amount]) => (
          <div key={name}>
            <dt>{t(`smart.${name}`)}</dt>
            <dd className="num" title={exact(amount)}>
              {text(amount)}
            </dd>
          </div>
        ))}
        <div>
          <dt>{t("smart.trend")}</dt>
          <dd className="num">{evidence.trend === null ? "—" : format.rate(evidence.trend)}</dd>
        </div>
        <div>
          <dt>{t("smart.accounts")}</dt>
          <dd className="num">{evidence.accounts}</dd>
        </div>
        {evidence.capacity !== null && (
          <div>
            <dt>{t("smart.capacity")}</dt>
            <dd className="num">{format.rate(evidence.capacity, 0)}</dd>
          </div>
        )}
      </dl>
      <Chart
        title={t("smart.history")}
        unit={evidence.unit === "count" ? "number" : "amount"}
        height={180}
        categories={evidence.history.map((one) => one.month)}
        series={[{ name: t("smart.history"), role: "actual", shape: "bar", values: evidence.history.map((one) => one.amount) }]}
      />
    </>
  );
}

function Notes({ evidence }: { evidence: Evidence }) {
  const t = useT();
  const label = useLabel();
  return (
    <section className="stack-s">
      <h3>{t("smart.notes")}</h3>
      {evidence.attainability && <p className="small muted">{label(evidence.attainability.reason)}</p>}
      {evidence.notes.length === 0 && <p className="muted small">{t("smart.noNotes")}</p>}
      <ul className="rows">
        {evidence.notes.map((note) => (
          <li key={note.id} className="stack-s">
            <span>{note.text}</span>
            <span className="small muted">{[note.source, note.by, note.at.slice(0, 10)].filter(Boolean).join(" · ")}</span>
            {note.file && (
              <button
                type="button"
                className="text-button small"
                onClick={() =>
                  void download("GET /api/target-evidence/:id/file", note.file!.name, { params: { id: note.id } }).catch((error: unknown) =>
                    toast({ error }),
                  )
                }
              >
                {t("smart.download", { name: note.file.name })}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function AddNote({ nodeId, metric, year }: About) {
  const t = useT();
  const [note, setNote] = useState({ text: "", source: "" });
  const [file, setFile] = useState<File | null>(null);
  const save = useWrite("POST /api/target-nodes/:nodeId/evidence", ["/api/target-nodes"]);
  const isLarge = file !== null && file.size > FILE_MAX;
  const add = async () => {
    const sent = file && { name: file.name, type: file.type, base64: await base64Of(file) };
    const body = { id: newId(), metric, year, ...note, ...(sent && { file: sent }) };
    await save.mutateAsync({ params: { nodeId }, body });
    toast({ text: t("smart.added") });
    setNote({ text: "", source: "" });
    setFile(null);
  };
  return (
    <details>
      <summary>{t("smart.addNote")}</summary>
      <form
        className="stack-s"
        onSubmit={(event) => {
          event.preventDefault();
          if (note.text.trim() !== "" && !isLarge) void add().catch(() => undefined); // the form says why
        }}
      >
        <TextField label={t("smart.noteText")} value={note.text} maxLength={2000} onValue={(text) => setNote({ ...note, text })} />
        <TextField label={t("smart.noteSource")} value={note.source} maxLength={200} onValue={(source) => setNote({ ...note, source })} />
        <label className="field">
          <span className="label">{t("smart.file")}</span>
          <input
            key={String(file === null)}
            type="file"
            accept=".pdf,.png,.jpg,.jpeg,.csv,.txt,.xlsx"
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
        </label>
        {isLarge && (
          <p className="field-error" role="alert">
            {t("smart.tooLarge")}
          </p>
        )}
        {save.error && <FormProblem error={save.error} />}
        <button type="submit" className="button" disabled={note.text.trim() === "" || isLarge || save.isPending}>
          {t("smart.add")}
        </button>
      </form>
    </details>
  );
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += 32_768) binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(binary);
}

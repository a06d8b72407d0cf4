import "./formats.css";
import { useState } from "react";
import { useT } from "../../lib/i18n.ts";
import { newId } from "../../lib/id.ts";
import { target } from "../../lib/place.ts";
import { useCall } from "../../lib/query.ts";
import { Link } from "@tanstack/react-router";
import { Empty, Loaded, PageHeader, Skeleton } from "../../ui/index.ts";
import { FormatEditor } from "./FormatEditor.tsx";
import { fresh, type Draft, type Kept } from "./shape.ts";

/** 导出格式: files as payroll and bookkeeping programs want them, tried on a real period before they are kept. */
export default function FormatsPage() {
  const t = useT();
  const query = useCall("GET /api/export-formats", {});
  const [open, setOpen] = useState<{ id: string; draft: Draft } | null>(null);
  const begin = () => setOpen({ id: newId(), draft: fresh((field) => t(`pay.format.field.${field}`)) });
  return (
    <div className="page wide">
      <PageHeader
        title={t("pay.format.title")}
        subtitle={t("pay.format.subtitle")}
        actions={
          <>
            <Link className="button" {...target("/pay")}>
              {t("pay.title")}
            </Link>
            <button type="button" className="button primary" onClick={begin}>
              {t("pay.format.new")}
            </button>
          </>
        }
      />
      <Loaded query={query} skeleton={<Skeleton lines={6} />}>
        {({ rows }) => <Formats rows={rows} chosen={open?.id} onOpen={(one) => setOpen({ id: one.id, draft: one })} onNew={begin} />}
      </Loaded>
      {open && <FormatEditor key={`${open.id} ${open.draft.version}`} id={open.id} kept={open.draft} onClose={() => setOpen(null)} />}
    </div>
  );
}

type List = { rows: readonly Kept[]; chosen: string | undefined; onOpen: (one: Kept) => void; onNew: () => void };

function Formats({ rows, chosen, onOpen, onNew }: List) {
  const t = useT();
  if (rows.length === 0)
    return chosen ? null : (
      <Empty title={t("pay.format.empty")}>
        {t("pay.format.emptyHint")}{" "}
        <button type="button" className="text-button" onClick={onNew}>
          {t("pay.format.new")}
        </button>
      </Empty>
    );
  return (
    <section className="panel stack">
      <ul className="rows">
        {rows.map((one) => (
          <li key={one.id}>
            <button type="button" className="text-button" aria-current={one.id === chosen} onClick={() => onOpen(one)}>
              <b>{one.name}</b>
            </button>{" "}
            {t(`pay.format.source.${one.layout.source}`)} · {one.file.kind.toUpperCase()}
            {one.file.kind === "csv" && ` ${one.file.encoding.toUpperCase()}`} ·{" "}
            {t("pay.format.columnCount", { count: one.layout.columns.length })}{" "}
            <span className="small muted">{t("pay.by", { name: one.changedBy ?? "—", day: one.changedAt.slice(0, 10) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

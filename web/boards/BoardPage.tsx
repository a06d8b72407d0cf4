import "./boards.css";
import { dimensions, isDimension } from "#core/boards/tile.ts";
import { useState } from "react";
import { ProblemError } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFilters, useParam } from "../lib/place.ts";
import { useCall } from "../lib/query.ts";
import { Empty, Loaded, Skeleton } from "../ui/index.ts";
import { BoardHead } from "./BoardHead.tsx";
import { BoardTools } from "./BoardTools.tsx";
import type { Picked } from "./Drawn.tsx";
import { TileForm } from "./TileForm.tsx";
import { Tiles } from "./Tiles.tsx";
import type { Board, BoardLine, Tile, View, ViewName } from "./types.ts";
import { useAnswers } from "./use-answers.ts";
import { useEditor } from "./use-editor.ts";
import { Chips, ViewBar } from "./ViewBar.tsx";

/** 仪表盘: one board, the one of the address or the one that opens first. */
export default function BoardPage() {
  const t = useT();
  const lines = useCall("GET /api/dashboards", {});
  const wanted = useParam("boardId");
  return (
    <div className="page boards">
      <Loaded
        query={lines}
        skeleton={<Skeleton lines={12} />}
        isEmpty={({ rows }) => rows.length === 0}
        empty={<Empty title={t("boards.none.title")}>{t("boards.none.hint")}</Empty>}
      >
        {({ rows }) => <One id={wanted || rows.find((line) => line.isDefault)!.id} lines={rows} />}
      </Loaded>
    </div>
  );
}

function One({ id, lines }: { id: string; lines: readonly BoardLine[] }) {
  const board = useCall("GET /api/dashboards/:id", { params: { id } }, { keep: false });
  return (
    <Loaded query={board} skeleton={<Skeleton lines={12} />}>
      {(data) => <Shown key={data.id} board={data} lines={lines} />}
    </Loaded>
  );
}

function Shown({ board, lines }: { board: Board; lines: readonly BoardLine[] }) {
  const t = useT();
  const [address, change] = useFilters<ViewName | "edit">();
  const { edit, ...view } = address as View & { edit?: string };
  const isEditing = edit === "1" && board.mayEdit;
  const [form, setForm] = useState<{ tile: Tile | null } | null>(null);
  const [picked, setPicked] = useState("");
  const editor = useEditor(board.tiles);
  // While editing one's own arrangement stands, whatever is saved elsewhere meanwhile.
  const tiles = isEditing ? editor.tiles : board.tiles;
  const answers = useAnswers(board, tiles, pickView(view));
  const { saved } = answers;
  const isNobody = saved.error instanceof ProblemError && saved.error.problem.status === 404 && !view.unit && !view.position;
  if (isNobody) return <Empty title={t("boards.none.title")}>{t("boards.none.hint")}</Empty>;
  return (
    <>
      <BoardHead
        board={board}
        lines={lines}
        answers={saved.data}
        view={view}
        tools={
          <BoardTools
            board={board}
            view={view}
            editor={editor}
            isEditing={isEditing}
            onEdit={setEditing}
            onAdd={() => setForm({ tile: null })}
          />
        }
      />
      <ViewBar view={view} change={change} answers={saved.data} />
      <Chips view={view} change={change} said={isEditing ? editor.said : picked} />
      {isEditing && <p className="muted small no-print">{t("boards.keys")}</p>}
      <Loaded query={saved} skeleton={<Skeleton lines={12} />}>
        {(data) =>
          tiles.length === 0 ? (
            <Empty title={t("boards.empty.title")} action={isEditing && <Add onAdd={() => setForm({ tile: null })} />}>
              {t("boards.empty.hint")}
            </Empty>
          ) : (
            <Tiles
              data={data}
              tiles={tiles}
              view={view}
              answers={answers}
              editor={editor}
              isEditing={isEditing}
              onChange={(tile) => setForm({ tile })}
              onPick={pick}
            />
          )
        }
      </Loaded>
      {form && (
        <TileForm
          tile={form.tile}
          onClose={() => setForm(null)}
          onDone={(tile) => {
            if (form.tile) editor.change(tile);
            else editor.add(tile);
            setForm(null);
          }}
        />
      )}
    </>
  );

  function setEditing(on: boolean) {
    if (on) editor.restart(board.tiles);
    change({ edit: on ? "1" : "" });
  }

  /** A unit or person leads one level down; a part of the facts narrows the other tiles, a second time it is taken off. */
  function pick({ split }: Pick<Tile, "split">, { key, name, node }: Picked) {
    setPicked(t("boards.said.picked", { value: name }));
    if (node) change({ unit: "", position: "", [node.kind]: node.id });
    else if (isDimension(split)) change({ [split]: view[split] === key ? "" : key });
  }
}

function Add({ onAdd }: { onAdd: () => void }) {
  const t = useT();
  return (
    <button type="button" className="button primary" onClick={onAdd}>
      {t("boards.addTile")}
    </button>
  );
}

/** Only what the server knows of: an address may carry anything. */
function pickView(view: View): View {
  const names: readonly ViewName[] = ["period", "unit", "position", "compare", "align", "against", ...dimensions];
  return Object.fromEntries(names.flatMap((name) => (view[name] ? [[name, view[name]]] : []))) as View;
}

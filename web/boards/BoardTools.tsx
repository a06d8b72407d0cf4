import { useEffect, useRef, useState } from "react";
import { download, movedTo } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { newId } from "../lib/id.ts";
import { useCan } from "../lib/me.ts";
import { useGo } from "../lib/place.ts";
import { useWrite } from "../lib/query.ts";
import { ConfirmFlow, FormProblem, Modal, TextField, toast } from "../ui/index.ts";
import { Menu } from "./Menu.tsx";
import { ShareDialog } from "./ShareDialog.tsx";
import type { Board, View } from "./types.ts";
import type { Editor } from "./use-editor.ts";
import { VersionsPanel } from "./VersionsPanel.tsx";
import { useWords } from "./words.ts";

type Props = { board: Board; view: View; editor: Editor; isEditing: boolean; onEdit: (on: boolean) => void; onAdd: () => void };
type Open = "new" | "copy" | "share" | "versions" | "remove" | null;

/** What can be done with the board: change it, copy it, share it, take it along. */
export function BoardTools({ board, view, editor, isEditing, onEdit, onAdd }: Props) {
  const t = useT();
  const words = useWords();
  const go = useGo();
  const [open, setOpen] = useState<Open>(null);
  const [mayWrite, mayExport] = [useCan("dashboards:write"), useCan("dashboards:export")];
  const remove = useWrite("DELETE /api/dashboards/:id", ["/api/dashboards"]);
  const choose = useWrite("PUT /api/dashboard-default", ["/api/dashboards"]);
  const name = words.board(board);
  const file = () =>
    download("GET /api/dashboards/:id/file", `${name}.xlsx`, { params: { id: board.id }, query: view as Record<string, never> }).catch(
      (error: unknown) => toast({ error }),
    );
  const asFirst = () =>
    choose.mutate(
      { body: { board: board.id } },
      { onSuccess: () => toast({ text: t("boards.defaultSet", { name }) }), onError: (error) => toast({ error }) },
    );
  const items = [
    ...(mayWrite ? [{ text: t("boards.new"), act: () => setOpen("new") }] : []),
    ...(board.isDefault ? [] : [{ text: t("boards.makeDefault"), act: asFirst }]),
    ...(board.mayShare ? [{ text: t("boards.share.open"), act: () => setOpen("share") }] : []),
    ...(board.mayEdit ? [{ text: t("boards.versions.open"), act: () => setOpen("versions") }] : []),
    { text: t("boards.present"), act: () => go(`/tv?boards=${board.id}`) },
    ...(mayExport ? [{ text: t("boards.exportXlsx"), act: () => void file() }] : []),
    { text: t("boards.print"), act: () => window.print() },
    ...(board.mayEdit ? [{ text: t("boards.removeBoard"), act: () => setOpen("remove") }] : []),
  ];
  return (
    <>
      {isEditing ? (
        <EditTools board={board} editor={editor} onAdd={onAdd} onDone={() => onEdit(false)} />
      ) : (
        <>
          {board.mayEdit && (
            <button type="button" className="button" onClick={() => onEdit(true)}>
              {t("boards.edit")}
            </button>
          )}
          {mayWrite && !board.mayEdit && (
            <button type="button" className="button" onClick={() => setOpen("copy")}>
              {t("boards.copy")}
            </button>
          )}
          <Menu label={t("boards.tileMenu", { name })} items={items} />
        </>
      )}
      {(open === "new" || open === "copy") && (
        <NewBoard
          tiles={open === "copy" ? board.tiles : []}
          name={open === "copy" ? t("boards.copyName", { name }) : t("boards.newName")}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "share" && <ShareDialog board={board} onClose={() => setOpen(null)} />}
      {open === "versions" && <VersionsPanel board={board} onClose={() => setOpen(null)} />}
      <ConfirmFlow
        open={open === "remove"}
        danger
        title={t("boards.removeBoard")}
        confirmLabel={t("boards.removeBoard")}
        onClose={() => setOpen(null)}
        onConfirm={async () => {
          await remove.mutateAsync({ params: { id: board.id } });
          toast({ text: t("boards.removedBoard", { name }) });
          go("/dashboards", { replace: true });
        }}
      >
        <p>{t("boards.removeHint", { name })}</p>
      </ConfirmFlow>
    </>
  );
}

/** While editing: add, undo, save or throw away; who was slower sees both and decides. */
function EditTools({ board, editor, onAdd, onDone }: { board: Board; editor: Editor; onAdd: () => void; onDone: () => void }) {
  const t = useT();
  const [name, setName] = useState(board.name);
  const save = useWrite("PUT /api/dashboards/:id", ["/api/dashboard"]);
  const theirs = movedTo<Board>(save.error);
  const isDirty = editor.isDirty || name !== board.name;
  useUndoKey(editor);
  const body = { name: name.trim() || board.name, tiles: [...editor.tiles] };
  const put = (version: number) =>
    save.mutateAsync({ params: { id: board.id }, body: { version, ...body } }).then(
      (kept) => (toast({ text: t("boards.saved", { name: kept.name }) }), onDone()),
      (error: unknown) => movedTo<Board>(error) === undefined && toast({ error }),
    );
  return (
    <>
      <input
        className="input board-name"
        aria-label={t("boards.name")}
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="button" className="button" onClick={onAdd}>
        {t("boards.addTile")}
      </button>
      <button type="button" className="button" disabled={!editor.canUndo} onClick={editor.undo}>
        {t("boards.undo")}
      </button>
      {isDirty && (
        <button type="button" className="button" onClick={() => (editor.restart(board.tiles), setName(board.name), onDone())}>
          {t("boards.discard")}
        </button>
      )}
      <button
        type="button"
        className="button primary"
        disabled={save.isPending}
        onClick={() => (isDirty ? void put(board.version) : onDone())}
      >
        {t(isDirty ? "boards.save" : "boards.done")}
      </button>
      {theirs && (
        <Modal
          open
          title={t("boards.conflict.title")}
          onClose={() => save.reset()}
          foot={
            <>
              <button type="button" className="button" onClick={() => (editor.restart(theirs.tiles), save.reset(), onDone())}>
                {t("boards.conflict.theirs")}
              </button>
              <button type="button" className="button primary" onClick={() => void put(theirs.version)}>
                {t("boards.conflict.mine")}
              </button>
            </>
          }
        >
          <p>{t("boards.conflict.hint", { version: theirs.version, count: theirs.tileCount, mine: editor.tiles.length })}</p>
        </Modal>
      )}
    </>
  );
}

/** Ctrl+Z takes back the last step, except where somebody is typing. */
function useUndoKey(editor: Editor) {
  const latest = useRef(editor);
  useEffect(() => {
    latest.current = editor;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      latest.current.undo();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

function NewBoard({ tiles, name: start, onClose }: { tiles: Board["tiles"]; name: string; onClose: () => void }) {
  const t = useT();
  const go = useGo();
  const [name, setName] = useState(start);
  const create = useWrite("POST /api/dashboards", ["/api/dashboards"]);
  const make = () =>
    create.mutate(
      { body: { id: newId(), name: name.trim() || start, tiles } },
      { onSuccess: ({ id }) => (onClose(), go(`/dashboards/${id}?edit=1`)) },
    );
  return (
    <Modal
      open
      title={t(tiles.length > 0 ? "boards.copy" : "boards.new")}
      onClose={onClose}
      foot={
        <button type="button" className="button primary" disabled={create.isPending} onClick={make}>
          {t("boards.create")}
        </button>
      }
    >
      <div className="stack">
        <TextField label={t("boards.name")} value={name} maxLength={60} data-autofocus onValue={setName} />
        <FormProblem error={create.error} />
      </div>
    </Modal>
  );
}

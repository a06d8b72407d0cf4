import { useT } from "../lib/i18n.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { Loaded, SidePanel, toast } from "../ui/index.ts";
import type { Board } from "./types.ts";
import { useWords } from "./words.ts";

/** Earlier versions; restoring one saves it as the next, so nothing is lost. */
export function VersionsPanel({ board, onClose }: { board: Board; onClose: () => void }) {
  const t = useT();
  const words = useWords();
  const query = useCall("GET /api/dashboards/:id/versions", { params: { id: board.id } });
  const save = useWrite("PUT /api/dashboards/:id", ["/api/dashboard"]);
  return (
    <SidePanel open title={t("boards.versions.title", { name: words.board(board) })} onClose={onClose}>
      <Loaded query={query}>
        {({ rows }) => (
          <ul className="rows">
            {rows.map(({ version, name, savedBy, savedAt, tiles }) => (
              <li key={version} className="spread">
                <div>
                  <b>
                    {t("boards.versions.line", { version })} · {name}
                  </b>
                  <p className="muted small">
                    {savedAt.slice(0, 16)} · {t("boards.versions.by", { name: savedBy, count: tiles.length })}
                  </p>
                </div>
                {version !== board.version && (
                  <button
                    type="button"
                    className="button"
                    disabled={save.isPending}
                    onClick={() =>
                      save.mutate(
                        { params: { id: board.id }, body: { version: board.version, name, tiles } },
                        {
                          onSuccess: () => (toast({ text: t("boards.versions.restored", { version }) }), onClose()),
                          onError: (error) => toast({ error }),
                        },
                      )
                    }
                  >
                    {t("boards.versions.restore")}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </SidePanel>
  );
}

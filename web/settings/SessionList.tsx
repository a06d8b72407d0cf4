import { useT } from "../lib/i18n.ts";
import { useCall, useWrite } from "../lib/query.ts";
import { Loaded, Skeleton, StatusTag, toast } from "../ui/index.ts";

/** "Chrome · Windows" out of a user agent: enough to recognise one's own machine. */
function deviceOf(agent: string): string {
  const browser = /MicroMessenger/.test(agent)
    ? "WeChat"
    : /Edg\//.test(agent)
      ? "Edge"
      : /Firefox\//.test(agent)
        ? "Firefox"
        : /Chrome\//.test(agent)
          ? "Chrome"
          : /Safari\//.test(agent)
            ? "Safari"
            : "";
  const system = /iPhone|iPad/.test(agent)
    ? "iOS"
    : /Android/.test(agent)
      ? "Android"
      : /Windows/.test(agent)
        ? "Windows"
        : /Mac OS/.test(agent)
          ? "macOS"
          : /Linux/.test(agent)
            ? "Linux"
            : "";
  return [browser, system].filter(Boolean).join(" · ");
}

export function SessionList() {
  const t = useT();
  const query = useCall("GET /api/me/sessions", {});
  const end = useWrite("POST /api/me/sessions/ending", ["/api/me/sessions"]);
  const endOthers = () =>
    end.mutate(
      {},
      { onSuccess: ({ ended }) => toast({ text: t("settings.ended", { count: ended }) }), onError: (error) => toast({ error }) },
    );
  return (
    <section className="panel stack" aria-labelledby="sessions">
      <h2 id="sessions">{t("settings.sessions")}</h2>
      <Loaded query={query} skeleton={<Skeleton lines={3} />}>
        {({ rows }) => (
          <>
            <ul className="rows">
              {rows.map((one) => (
                <li key={one.id} className="spread">
                  <span>
                    {deviceOf(one.userAgent) || t("settings.unknownDevice")}{" "}
                    <span className="muted small num">{one.startedAt.slice(0, 10)}</span>
                  </span>
                  {one.isThis && <StatusTag kind="good">{t("settings.thisOne")}</StatusTag>}
                </li>
              ))}
            </ul>
            {rows.length > 1 && (
              <div className="row">
                <button type="button" className="button" onClick={endOthers} disabled={end.isPending}>
                  {t("settings.endOthers")}
                </button>
              </div>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

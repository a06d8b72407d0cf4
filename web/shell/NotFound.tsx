import { Link } from "@tanstack/react-router";
import { useT } from "../lib/i18n.ts";
import { Empty } from "../ui/states.tsx";

/** Also what a page looks like to someone who may not see it. */
export function NotFound() {
  const t = useT();
  return (
    <main className="page">
      <Empty
        title={t("problem.notFound.title")}
        action={
          <Link className="button" to="/">
            {t("shell.goHome")}
          </Link>
        }
      >
        {t("problem.notFound.remedy")}
      </Empty>
    </main>
  );
}

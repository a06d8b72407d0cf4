import { useT } from "../lib/i18n.ts";
import { PageHeader } from "../ui/PageHeader.tsx";

export default function TeamPage() {
  const t = useT();
  return <div className="page"><PageHeader title={t("nav.team")} /></div>;
}

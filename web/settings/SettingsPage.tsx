import { useT } from "../lib/i18n.ts";
import { ReadingChoices } from "../ui/ReadingChoices.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";

/** How I read, my password, my second factor. */
export default function SettingsPage() {
  const t = useT();
  return (
    <div className="page">
      <PageHeader title={t("nav.settings")} />
      <section className="panel" style={{ maxWidth: 480 }}>
        <ReadingChoices />
      </section>
    </div>
  );
}

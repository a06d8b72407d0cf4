import { useT } from "../lib/i18n.ts";
import { PageHeader } from "../ui/PageHeader.tsx";
import { ReadingChoices } from "../ui/ReadingChoices.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { ProgramKeys } from "./ProgramKeys.tsx";
import { SecondFactor } from "./SecondFactor.tsx";
import { SessionList } from "./SessionList.tsx";
import "./settings.css";

/** How I read, my password, my second factor, where I am signed in, which programs act for me. */
export default function SettingsPage() {
  const t = useT();
  return (
    <div className="page">
      <PageHeader title={t("nav.settings")} />
      <div className="settings">
        <section className="panel stack" aria-labelledby="reading">
          <h2 id="reading">{t("settings.reading")}</h2>
          <ReadingChoices />
        </section>
        <PasswordForm />
        <SecondFactor />
        <SessionList />
        <ProgramKeys />
      </div>
    </div>
  );
}

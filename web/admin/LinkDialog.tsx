import { useT } from "../lib/i18n.ts";
import { Modal, toast } from "../ui/index.ts";

/** A one-time link to hand over by a channel of one's own. Shown once. */
export function LinkDialog({ link, onClose }: { link: string | null; onClose: () => void }) {
  const t = useT();
  const address = link === null ? "" : link.startsWith("/") ? `${location.origin}${link}` : link;
  const copy = () =>
    void navigator.clipboard.writeText(address).then(
      () => toast({ text: t("users.copied") }),
      () => undefined,
    );
  const foot = (
    <button type="button" className="button primary" onClick={copy}>
      {t("users.copy")}
    </button>
  );
  return (
    <Modal open={link !== null} title={t("users.linkTitle")} onClose={onClose} foot={foot}>
      <div className="stack">
        <p>{t("users.linkHint")}</p>
        <input className="input" readOnly aria-label={t("users.linkTitle")} value={address} onFocus={(event) => event.target.select()} />
      </div>
    </Modal>
  );
}

import { useT } from "../lib/i18n.ts";
import { Modal } from "../ui/Dialog.tsx";
import { useNav } from "./nav.ts";

export function KeyList({ onClose }: { onClose: () => void }) {
  const t = useT();
  const nav = useNav();
  const keys: [string, string][] = [
    ["⌘K / Ctrl K", t("keys.palette")],
    ["/", t("keys.search")],
    ["?", t("keys.title")],
    ...nav.flatMap(({ nav: { key, text } }): [string, string][] => (key ? [[`g ${key}`, t("keys.goTo", { page: t(text) })]] : [])),
    ["Esc", t("keys.close")],
  ];
  return (
    <Modal open title={t("keys.title")} onClose={onClose}>
      <table className="plain-table">
        <tbody>
          {keys.map(([key, meaning]) => (
            <tr key={key}>
              <td>
                <kbd>{key}</kbd>
              </td>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}

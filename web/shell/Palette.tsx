import { useState } from "react";
import type { KeyboardEvent } from "react";
import { useT } from "../lib/i18n.ts";
import { useGo } from "../lib/place.ts";
import { useCall } from "../lib/query.ts";
import { Modal } from "../ui/Dialog.tsx";
import { useNav } from "./nav.ts";
import { placeOf, recents, remember } from "./palette.ts";
import type { Choice } from "./palette.ts";

/** One box to go and to find: pages by name, people, units and customers by name or pinyin. */
export function Palette({ onClose }: { onClose: () => void }) {
  const t = useT();
  const go = useGo();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const [isComposing, setComposing] = useState(false);
  const choices = useChoices(text, isComposing);
  const pick = (choice: Choice | undefined) => {
    if (!choice) return;
    remember(choice);
    onClose();
    go(choice.to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, choices.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter") pick(choices[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal open title={t("palette.title")} onClose={onClose}>
      <input
        className="input"
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={choices[at] ? `palette-${at}` : undefined}
        aria-label={t("palette.placeholder")}
        placeholder={t("palette.placeholder")}
        autoComplete="off"
        value={text}
        onChange={(event) => (setText(event.target.value), setAt(0))}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onKeyDown={onKeyDown}
      />
      <ul role="listbox" id="palette-list" className="palette-list" aria-label={t("palette.title")}>
        {choices.map((choice, i) => (
          <li
            key={choice.to + choice.label}
            id={`palette-${i}`}
            role="option"
            aria-selected={i === at}
            className="option"
            onClick={() => pick(choice)}
          >
            <span>{choice.label}</span>
            <span className="muted small">{choice.detail}</span>
          </li>
        ))}
      </ul>
      <p className="muted small" role="status">
        {choices.length === 0 ? t("palette.nothing") : t("palette.count", { count: choices.length })}
      </p>
    </Modal>
  );
}

function useChoices(text: string, isComposing: boolean): Choice[] {
  const t = useT();
  const nav = useNav();
  const asked = text.trim();
  const { data } = useCall("GET /api/search", { query: { q: asked } }, { enabled: asked !== "" && !isComposing });
  const places = nav.map((page): Choice => ({ label: t(page.nav.text), detail: t("palette.go"), to: page.path }));
  if (asked === "") return [...recents(), ...places];
  const found = (data?.rows ?? []).map((row): Choice => ({
    label: row.label,
    detail: `${t(`palette.kind.${row.kind}`)} ${row.detail}`,
    to: placeOf(row),
  }));
  return [...places.filter((place) => place.label.toLowerCase().includes(asked.toLowerCase())), ...found];
}

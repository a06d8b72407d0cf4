import { useId, useState } from "react";
import type { KeyboardEvent } from "react";
import type { Reply } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useCall } from "../lib/query.ts";

export type Found = Reply<"GET /api/search">["rows"][number];
type Props = { label: string; kind?: Found["kind"]; placeholder?: string; onPick: (found: Found) => void };

/** Finds a person (or unit, customer) by name, code, pinyin or initials; leaves a running IME composition alone. */
export function PersonPicker({ label, kind = "person", placeholder, onPick }: Props) {
  const t = useT();
  const id = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const [isComposing, setComposing] = useState(false);
  const isAsking = text.trim() !== "" && !isComposing;
  const { data } = useCall("GET /api/search", { query: { q: text.trim(), kind } }, { enabled: isAsking });
  const rows = isAsking ? (data?.rows ?? []) : [];
  const pick = (found: Found | undefined) => {
    if (!found) return;
    setText("");
    onPick(found);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, rows.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter") pick(rows[at]);
    else if (event.key === "Escape") setText("");
    else return;
    event.preventDefault();
  };
  return (
    <div className="field combo">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        role="combobox"
        aria-expanded={rows.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={rows[at] ? `${id}-${at}` : undefined}
        autoComplete="off"
        placeholder={placeholder ?? t("common.findPerson")}
        value={text}
        onChange={(event) => (setText(event.target.value), setAt(0))}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onKeyDown={onKeyDown}
      />
      {rows.length > 0 && (
        <ul className="combo-list" role="listbox" id={`${id}-list`} aria-label={label}>
          {rows.map((found, i) => (
            <li
              key={found.id}
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === at}
              className="option"
              onPointerDown={(event) => (event.preventDefault(), pick(found))}
            >
              <span>{found.label}</span>
              <span className="muted small">{found.detail}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

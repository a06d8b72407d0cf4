import { useState } from "react";
import type { InputHTMLAttributes, KeyboardEvent } from "react";
import { TextField } from "../../../ui/index.ts";

type Given = { value: string; onCommit: (value: string) => void; mayBeEmpty?: boolean };

/** Typed freely, spaces and empty moments included; the text changes when the field is left or Enter is pressed. */
function useDraft({ value, onCommit, mayBeEmpty = false }: Given) {
  const [draft, setDraft] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setDraft(value);
  }
  const commit = (): void => {
    const next = draft.trim();
    if (next === value.trim()) return setDraft(value);
    if (next === "" && !mayBeEmpty) return setDraft(value);
    onCommit(next);
  };
  const onKeyDown = (event: KeyboardEvent): void => void (event.key === "Enter" && !event.nativeEvent.isComposing && commit());
  return { draft, setDraft, commit, onKeyDown };
}

export function DraftField({ label, hint, ...given }: Given & { label: string; hint?: string }) {
  const { draft, setDraft, commit, onKeyDown } = useDraft(given);
  return <TextField label={label} {...(hint && { hint })} value={draft} onValue={setDraft} onBlur={commit} onKeyDown={onKeyDown} />;
}

/** The same inside a row that has its own words. */
export function DraftInput({
  value,
  onCommit,
  mayBeEmpty = false,
  ...input
}: Given & Omit<InputHTMLAttributes<HTMLInputElement>, "value">) {
  const { draft, setDraft, commit, onKeyDown } = useDraft({ value, onCommit, mayBeEmpty });
  return (
    <input
      {...input}
      className="input"
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={onKeyDown}
    />
  );
}

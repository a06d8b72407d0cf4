import { useEffect, useRef } from "react";
import { useGo } from "../lib/place.ts";
import { useNav } from "./nav.ts";

type Keys = { onPalette: () => void; onKeys: () => void };

const isTyping = (event: KeyboardEvent) => {
  const at = event.target;
  return event.isComposing || (at instanceof HTMLElement && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)));
};

/** ⌘K / Ctrl+K, `/`, `?`, and `g x` within a second. Never while typing or composing. */
export function useKeys({ onPalette, onKeys }: Keys) {
  const go = useGo();
  const nav = useNav();
  const pressedG = useRef(0);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k" && !event.isComposing) return act(event, onPalette);
      if (isTyping(event) || event.metaKey || event.ctrlKey || event.altKey || document.querySelector("dialog[open]")) return;
      const page = nav.find((one) => one.nav.key === event.key);
      if (event.timeStamp - pressedG.current < 1000 && page) return act(event, () => go(page.path));
      if (event.key === "/") act(event, onPalette);
      else if (event.key === "?") act(event, onKeys);
      pressedG.current = event.key === "g" ? event.timeStamp : 0;
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  });
}

function act(event: KeyboardEvent, then: () => void) {
  event.preventDefault();
  then();
}

import { useSyncExternalStore } from "react";

const query = typeof matchMedia === "undefined" ? null : matchMedia("(max-width: 720px)");

function subscribe(listener: () => void) {
  query?.addEventListener("change", listener);
  return () => query?.removeEventListener("change", listener);
}

/** Whether the page stands on a phone's width. */
export const usePhone = () => useSyncExternalStore(subscribe, () => query?.matches ?? false);

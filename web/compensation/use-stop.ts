import { useT } from "../lib/i18n.ts";

type Stop = { readonly code: string; readonly values: Readonly<Record<string, string | number>> };

/** Why nothing is paid, in the reader's words. */
export function useStop(): (stop: Stop) => string {
  const t = useT();
  return ({ code, values }) => t(`plan.stopped.${code}`, values);
}

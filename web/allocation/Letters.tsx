import type { Reply } from "../lib/client.ts";
import { useLabel, useT } from "../lib/i18n.ts";
import { StatusTag } from "../ui/index.ts";

export type Field = Reply<"GET /api/smart-checks">["rows"][number]["smart"]["fields"][number];
const kinds = { met: "good", weak: "attention", missing: "danger" } as const;

/** The five letters in a row: met, weak or missing, in words for who cannot see them. */
export function Letters({ fields }: { fields: readonly Field[] }) {
  const t = useT();
  return (
    <span className="letters">
      {fields.map(({ letter, state }) => (
        <StatusTag key={letter} kind={kinds[state]}>
          <span title={t("smart.letterState", { letter, word: t(`smart.letter.${letter}`), state: t(`smart.state.${state}`) })}>
            {letter}
            <span className="visually-hidden">
              {t(`smart.letter.${letter}`)} {t(`smart.state.${state}`)}
            </span>
          </span>
        </StatusTag>
      ))}
    </span>
  );
}

/** The same with a reason each. */
export function LetterReasons({ fields }: { fields: readonly Field[] }) {
  const t = useT();
  const label = useLabel();
  return (
    <ul className="rows">
      {fields.map(({ letter, state, reason }) => (
        <li key={letter} className="letter-reason">
          <StatusTag kind={kinds[state]}>
            {letter} {t(`smart.letter.${letter}`)} · {t(`smart.state.${state}`)}
          </StatusTag>
          <span className="small">{label(reason)}</span>
        </li>
      ))}
    </ul>
  );
}

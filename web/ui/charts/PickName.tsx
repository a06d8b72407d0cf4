import type { Picking } from "./mark.ts";

/** The name of a mark: a button where it can be picked, plain words where it cannot. */
export function PickName({ of, name, onPick, picked }: { of: string; name: string } & Picking) {
  if (!onPick || of === "") return <span className="mark-name">{name}</span>;
  return (
    <button type="button" className="text-button mark-name" aria-pressed={picked === of} onClick={() => onPick(of)}>
      {name}
    </button>
  );
}

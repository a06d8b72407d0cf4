import { isCollection, isScalar, isSeq, parseDocument, type Document, type Scalar, type YAMLSeq } from "yaml";
import { appended, documentOf, moved, nodeAt, spliced, withKey, withoutItem, withoutKey, type Path } from "./places.ts";

/** A word, a list or a map of them, as somebody would write it. */
export type Written = string | readonly Written[] | { readonly [key: string]: Written };

/**
 * One change of a plan text, made where it stands: everything else, comments and spaces included, stays to the byte. Where a text is laid out
 * in a way that no place can be found in, the document is written anew; comments stay then too.
 */
function changed(text: string, byHand: string | null, meant: (document: Document) => void): string {
  const document = documentOf(text);
  if (!document) return text;
  meant(document);
  const isMeant = byHand !== null && sorted(documentOf(byHand)?.toJS()) === sorted(document.toJS());
  return isMeant ? byHand : document.toString({ lineWidth: 0 });
}

/** A key may stand before or behind another: that says nothing different. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1))) : one,
  ); // prettier-ignore

/** A word or number as it was written, without its quotes. */
export const wordOf = ({ source, value }: Scalar): string =>
  source ?? (typeof value === "number" || typeof value === "string" ? String(value) : "");

/** Sets one value, or takes the key away when it is empty. */
export function withValue(text: string, path: Path, value: string): string {
  const node = nodeAt(text, path);
  const now = isScalar(node) ? wordOf(node) : "";
  if (!isCollection(node) && value.trim() === now.trim()) return text;
  if (value.trim() === "") return changed(text, withoutKey(text, path), (document) => void document.deleteIn(path));
  const written = scalar(value.trim());
  const byHand = isScalar(node) ? spliced(text, node, written) : node ? null : withKey(text, path, written);
  return changed(text, byHand, (document) => document.setIn(path, read(written)));
}

/** One more entry at the end of a list: a tier, a component, a number. */
export function withEntry(text: string, path: Path, entry: Written): string {
  const list = nodeAt(text, path);
  const byHand = isSeq(list) ? appended(text, list, flow(entry)) : null;
  return changed(text, byHand, (document) => document.addIn(path, document.createNode(valuesOf(entry))));
}

/** A key that was not there, with whatever begins under it. */
export function withKeyOf(text: string, path: Path, value: Written): string {
  return changed(text, withKey(text, path, flow(value)), (document) => document.setIn(path, document.createNode(valuesOf(value))));
}

/** An entry of a list one place up or down, with everything that stands in it. */
export function withMoved(text: string, path: Path, index: number, to: number): string {
  const list = nodeAt(text, path);
  if (!isSeq(list) || to < 0 || to >= list.items.length) return text;
  return changed(text, moved(text, list, Math.min(index, to)), (document) => {
    const { items } = document.getIn(path) as YAMLSeq;
    items.splice(to, 0, ...items.splice(index, 1));
  });
}

export function withoutEntry(text: string, path: Path, index: number): string {
  const list = nodeAt(text, path);
  const byHand = isSeq(list) ? withoutItem(text, list, index) : null;
  return changed(text, byHand, (document) => void document.deleteIn([...path, index]));
}

/** A list of its own under a key that has none yet, each entry on a line. */
export function withList(text: string, path: Path, entries: readonly Written[]): string {
  return changed(text, null, (document) => document.setIn(path, document.createNode(entries.map(valuesOf))));
}

function valuesOf(entry: Written): unknown {
  if (typeof entry === "string") return read(scalar(entry));
  if (isList(entry)) return entry.map(valuesOf);
  return Object.fromEntries(Object.entries(entry).map(([key, value]) => [key, valuesOf(value)]));
}

/** On one line. */
function flow(entry: Written): string {
  if (typeof entry === "string") return scalar(entry);
  if (isList(entry)) return `[${entry.map(flow).join(", ")}]`;
  return `{ ${Object.entries(entry).map(([key, value]) => `${key}: ${flow(value)}`).join(", ")} }`; // prettier-ignore
}

const isList = (entry: Written): entry is readonly Written[] => Array.isArray(entry);
const read = (written: string): unknown => parseDocument(written).toJS() as unknown;

/** A word as it may stand in any place of a text; what YAML would read as something else is quoted. */
const scalar = (value: string): string => (/^[\p{L}\p{N}(][^#{}[\],:"'\n]*$/u.test(value) ? value : JSON.stringify(value));

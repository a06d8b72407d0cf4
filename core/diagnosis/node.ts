/** Of the organisation: a unit or a seat. */
export type Node = { readonly kind: "unit" | "position"; readonly id: string; readonly name: string };

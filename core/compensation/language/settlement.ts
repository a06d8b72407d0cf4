import type { Fields } from "../../formula/document.ts";
import { exact } from "../../formula/exact.ts";
import type { Book } from "./book.ts";
import type { Settlement } from "./plan.ts";

/** Draws, guarantee, cap, reserve, negative balance and exit: money over time, in the order it is applied. */
export function settlementOf(fields: Fields, book: Book): Settlement {
  const settlement: Settlement = {
    draw: fields.has("draw") ? drawOf(fields.within("draw"), book) : null,
    guarantee: fields.has("guarantee") ? book.formula(fields, "guarantee", "participant", "amount") : null,
    cap: fields.has("cap") ? capOf(fields, book) : null,
    reserve: fields.has("reserve") ? reserveOf(fields.within("reserve")) : null,
    negative: fields.choice("negative", ["carried", "paid"], "carried"),
    offsetMax: fields.has("offset-max") ? book.formula(fields, "offset-max", "participant", "amount") : null,
    exit: exitOf(fields.within("exit")),
  };
  if (settlement.draw && settlement.guarantee) fields.refuse("fields-exclude", "guarantee", { first: "draw", second: "guarantee" });
  fields.nothingElse();
  return settlement;
}

function drawOf(fields: Fields, book: Book): Settlement["draw"] {
  const draw = {
    amount: book.formula(fields, "amount", "participant", "amount"),
    recoverable: fields.choice("recoverable", ["yes", "no"], "yes") === "yes",
    surplus: fields.choice("surplus", ["lost", "carried"], "lost"),
    recoveryMax: fields.has("recovery-max") ? book.formula(fields, "recovery-max", "participant", "amount") : null,
    when: fields.has("when") ? book.formula(fields, "when", "participant", "boolean") : null,
  } as const;
  fields.nothingElse();
  return draw;
}

function capOf(fields: Fields, book: Book): Settlement["cap"] {
  if (typeof fields.unread("cap") !== "object") return { amount: book.formula(fields, "cap", "participant", "amount"), excess: "lost" };
  const inner = fields.within("cap");
  const cap = {
    amount: book.formula(inner, "amount", "participant", "amount"),
    excess: inner.choice("excess", ["lost", "carried"], "lost"),
  };
  inner.nothingElse();
  return cap;
}

function reserveOf(fields: Fields): Settlement["reserve"] {
  const months = fields.decimal("release-after-months");
  const reserve = { share: exact(fields.percent("share"), 1_000_000n), releaseAfterMonths: Number(months.n / months.d) };
  if (reserve.share.n < 0n || reserve.share.n > reserve.share.d) fields.refuse("shares-not-whole", "share");
  fields.nothingElse();
  return reserve;
}

function exitOf(fields: Fields): Settlement["exit"] {
  const exit = {
    held: fields.choice("held", ["kept", "released", "lost"], "kept"),
    draw: fields.choice("draw", ["recovered", "forgiven"], "recovered"),
  } as const;
  fields.nothingElse();
  return exit;
}

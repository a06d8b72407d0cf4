import { useState } from "react";
import type { Move } from "#core/allocation/territory.ts";
import { useAmount } from "../lib/amounts.ts";
import { useT } from "../lib/i18n.ts";
import type { Territories } from "./TerritoryPage.tsx";

type Props = { data: Territories; moves: readonly Move[]; onMove: (accountId: string, toId: string | null) => void };
const SHOWN_MAX = 100;

/** Accounts with who serves them, and to whom they may go; the moved ones stand first. */
export function AccountMoves({ data, moves, onMove }: Props) {
  const t = useT();
  const { text, exact } = useAmount("amount");
  const [sought, seek] = useState({ text: "", owner: "" });
  const nameOf = new Map(data.seats.map((seat) => [seat.id, seat.name || t("allocation.vacant")]));
  const to = new Map(moves.map((move) => [move.accountId, move.toId]));
  const found = data.accounts.filter(
    ({ name, code, ownerId }) =>
      (sought.owner === "" || ownerId === sought.owner) && `${name} ${code}`.toLowerCase().includes(sought.text.trim().toLowerCase()),
  );
  const shown = [...found.filter((one) => to.has(one.id)), ...found.filter((one) => !to.has(one.id))].slice(0, SHOWN_MAX);
  return (
    <section className="panel stack" aria-labelledby="accounts">
      <h2 id="accounts">{t("territory.accounts")}</h2>
      <div className="row allocate-filters">
        <input
          className="input"
          type="search"
          aria-label={t("territory.find")}
          placeholder={t("territory.find")}
          value={sought.text}
          onChange={(event) => seek({ ...sought, text: event.target.value })}
        />
        <select
          className="input"
          aria-label={t("territory.column.owner")}
          value={sought.owner}
          onChange={(event) => seek({ ...sought, owner: event.target.value })}
        >
          <option value="">{t("territory.column.owner")}</option>
          {data.seats.map((seat) => (
            <option key={seat.id} value={seat.id}>
              {nameOf.get(seat.id)} · {seat.unitName}
            </option>
          ))}
        </select>
      </div>
      <p className="small muted">
        {t("territory.shown", { shown: shown.length, count: found.length })}{" "}
        {data.accountsLeftOut > 0 && t("territory.leftOut", { count: data.accountsLeftOut })}
      </p>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={t("territory.accounts")}>
        <table className="plain-table allocation-table">
          <thead>
            <tr>
              <th>{t("territory.column.account")}</th>
              <th>{t("territory.column.owner")}</th>
              <th>{t("territory.column.class")}</th>
              <th className="num right">{t("territory.column.bought")}</th>
              <th className="num right">{t("territory.column.potential")}</th>
              <th className="num right">{t("territory.column.pipeline")}</th>
              <th>{t("territory.column.move")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((account) => (
              <tr key={account.id}>
                <th scope="row">{account.name}</th>
                <td>{nameOf.get(account.ownerId)}</td>
                <td>{account.class || "—"}</td>
                <td className="num right" title={exact(account.bought)}>
                  {text(account.bought)}
                </td>
                <td className="num right" title={exact(account.potential)}>
                  {text(account.potential)}
                </td>
                <td className="num right" title={exact(account.pipeline)}>
                  {text(account.pipeline)}
                </td>
                <td>
                  <select
                    className="input narrow"
                    aria-label={t("territory.moveOf", { name: account.name })}
                    value={to.get(account.id) ?? ""}
                    onChange={(event) => onMove(account.id, event.target.value === "" ? null : event.target.value)}
                  >
                    <option value="">{t("territory.stay")}</option>
                    {data.seats
                      .filter((seat) => seat.id !== account.ownerId)
                      .map((seat) => (
                        <option key={seat.id} value={seat.id}>
                          {nameOf.get(seat.id)} · {seat.unitName}
                        </option>
                      ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

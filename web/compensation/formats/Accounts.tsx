import { bookings, type Layout } from "#core/compensation/layout.ts";
import { useT } from "../../lib/i18n.ts";
import { withAccounts } from "./shape.ts";

/** The debit and the credit account of each booking; what is ticked off is booked elsewhere. */
export function Accounts({ layout, onChange }: { layout: Layout; onChange: (layout: Layout) => void }) {
  const t = useT();
  return (
    <div className="stack">
      <h3>{t("pay.format.accounts")}</h3>
      <p className="small muted">{t("pay.format.accountsHint")}</p>
      <ul className="rows">
        {bookings.map((booking) => {
          const accounts = layout.accounts[booking];
          const { debit, credit } = accounts ?? { debit: "", credit: "" };
          const put = (change: Partial<{ debit: string; credit: string }>) => onChange(withAccounts(layout, booking, { debit, credit, ...change }));
          return (
            <li key={booking} className="format-row">
              <label className="row">
                <input type="checkbox" checked={accounts !== null} onChange={(event) => onChange(withAccounts(layout, booking, event.target.checked ? { debit, credit } : null))} />
                {t(`pay.booking.${booking}`)}
              </label>
              {accounts !== null && (
                <>
                  <input className="input" aria-label={t("pay.format.debitOf", { name: t(`pay.booking.${booking}`) })} placeholder={t("pay.format.debit")} value={debit} onChange={(event) => put({ debit: event.target.value })} />
                  <input className="input" aria-label={t("pay.format.creditOf", { name: t(`pay.booking.${booking}`) })} placeholder={t("pay.format.credit")} value={credit} onChange={(event) => put({ credit: event.target.value })} />
                </>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
} // prettier-ignore

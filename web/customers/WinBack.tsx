import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { StatusTag } from "../ui/index.ts";
import { standingKey, type Customer, type Worth } from "./types.ts";

/** Whom to call first: customers who cool down, the greatest first, and why they are here in one sentence. */
export function WinBack({ worth, onPick }: { worth: Worth; onPick: (customer: Customer) => void }) {
  const t = useT();
  const format = useFormat();
  return (
    <section className="panel stack" aria-labelledby="win-back">
      <h2 id="win-back">{t("customers.winBack.title")}</h2>
      <ol className="rows win-back">
        {worth.winBack.map((customer) => (
          <li key={customer.id}>
            <span className="spread">
              <button type="button" className="text-button" onClick={() => onPick(customer)}>
                {customer.name}
              </button>
              <StatusTag kind={customer.standing === "at-risk" ? "danger" : "attention"}>{t(standingKey(customer.standing))}</StatusTag>
            </span>
            <Why customer={customer} />
            <span className="muted small num">
              {t("customers.winBack.worth", { revenue: format.money(customer.revenueToDate), owner: customer.owner ?? "—" })}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** "Usually every 30 days, now silent for 82; one in four comes back": a probability as one would say it. */
export function Why({ customer: { silentDays, interval, alivePpm } }: { customer: Customer }) {
  const t = useT();
  const rhythm =
    interval === null
      ? t("customers.why.once", { days: silentDays })
      : t("customers.why.rhythm", { interval: Math.round(interval), days: silentDays });
  const chance = alivePpm === null ? "" : t(`customers.why.chance.${chanceOf(Number(alivePpm))}`);
  return (
    <span className="small">
      {rhythm}
      {chance && ` ${chance}`}
    </span>
  );
}

const chanceOf = (ppm: number): string => (ppm >= 800_000 ? "likely" : ppm >= 500_000 ? "even" : ppm >= 200_000 ? "unlikely" : "hardly");

import { useT } from "../lib/i18n.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Empty, Loaded, SidePanel, Skeleton } from "../ui/index.ts";
import type { Customer } from "./types.ts";
import { Why } from "./WinBack.tsx";

/** The orders behind a customer's figures, as far as the reader may see orders. */
export function OrdersPanel({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const query = useCall("GET /api/orders", { query: { q: customer.name, limit: 100 } }, { keep: false });
  return (
    <SidePanel open title={customer.name} onClose={onClose}>
      <p>
        <Why customer={customer} />
      </p>
      <Loaded
        query={query}
        skeleton={<Skeleton lines={6} />}
        isEmpty={({ rows }) => rows.every((order) => order.customer !== customer.code)}
        empty={<Empty title={t("customers.orders.empty")} />}
      >
        {({ rows }) => (
          <ul className="rows">
            {rows
              .filter((order) => order.customer === customer.code)
              .map((order) => (
                <li key={order.id} className="spread">
                  <span>
                    <span className="num">{order.signedOn}</span> <span className="muted small">{order.code}</span>
                  </span>
                  <span className="num">{format.money(order.amount)}</span>
                </li>
              ))}
          </ul>
        )}
      </Loaded>
    </SidePanel>
  );
}

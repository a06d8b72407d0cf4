import { useInfiniteQuery } from "@tanstack/react-query";
import { call } from "../lib/client.ts";
import { useT } from "../lib/i18n.ts";
import { useFormat } from "../lib/use-format.ts";
import { ErrorState, Skeleton } from "../ui/index.ts";
import { standingKey, type Customer, type Worth } from "./types.ts";
import { Why } from "./WinBack.tsx";

const standings = ["active", "cooling", "at-risk", "gone"] as const;

/** Customers one by one, the most valuable first. */
export function CustomerList({
  worth,
  standing,
  onPick,
}: {
  worth: Worth;
  standing: string | undefined;
  onPick: (customer: Customer) => void;
}) {
  const t = useT();
  const wanted = standings.find((one) => one === standing);
  const asked = { [worth.subject.kind]: worth.subject.id, model: worth.model, ...(wanted && { standing: wanted }), limit: 30 };
  const pages = useInfiniteQuery({
    queryKey: ["/api/customer-value/customers", asked],
    queryFn: ({ pageParam }) => call("GET /api/customer-value/customers", { query: { ...asked, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section className="panel stack" aria-labelledby="list">
      <h2 id="list">{wanted ? t("customers.list.of", { standing: t(standingKey(wanted)) }) : t("customers.list.title")}</h2>
      {pages.error ? (
        <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
      ) : !pages.data ? (
        <Skeleton lines={8} />
      ) : (
        <div className="scroll-x" tabIndex={0} role="group" aria-label={t("customers.list.title")}>
          <table className="plain-table customer-table">
            <thead>
              <tr>
                <th>{t("customers.column.customer")}</th>
                <th>{t("customers.column.standing")}</th>
                <th className="right">{t("customers.column.purchases")}</th>
                <th className="right">{t("customers.column.revenue")}</th>
                <th className="right">{t("customers.column.historical")}</th>
                <th className="right">{t("customers.column.expected")}</th>
                <th className="right">{t("customers.column.value")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((customer) => (
                <Line key={customer.id} customer={customer} onPick={onPick} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {pages.hasNextPage && (
        <button type="button" className="button" onClick={() => void pages.fetchNextPage()} disabled={pages.isFetchingNextPage}>
          {t("common.more")}
        </button>
      )}
    </section>
  );
}

function Line({ customer, onPick }: { customer: Customer; onPick: (customer: Customer) => void }) {
  const t = useT();
  const format = useFormat();
  const money = (text: string | null) => (text === null ? "—" : format.money(text));
  return (
    <tr>
      <th scope="row">
        <button type="button" className="text-button" onClick={() => onPick(customer)}>
          {customer.name}
        </button>
        <br />
        <span className="muted small">{[customer.code, customer.owner].filter(Boolean).join(" · ")}</span>
      </th>
      <td>
        {t(standingKey(customer.standing))}
        <br />
        <span className="muted">
          <Why customer={customer} />
        </span>
      </td>
      <td className="right num">{customer.purchases}</td>
      <td className="right num">{money(customer.revenueToDate)}</td>
      <td className="right num">{money(customer.historical)}</td>
      <td className="right num">{customer.expected ?? "—"}</td>
      <td className="right num">{money(customer.value)}</td>
    </tr>
  );
}

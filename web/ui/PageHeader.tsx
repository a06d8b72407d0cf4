import { useEffect } from "react";
import type { ReactNode } from "react";
import { useT } from "../lib/i18n.ts";

type Props = { title: string; subtitle?: ReactNode; actions?: ReactNode; children?: ReactNode };

/** Title line of every page; `children` are the filters, `actions` stand right. Sets the tab's title too. */
export function PageHeader({ title, subtitle, actions, children }: Props) {
  const t = useT();
  useEffect(() => {
    document.title = `${title} · ${t("common.product")}`;
  }, [title, t]);
  return (
    <header className="page-header">
      <div>
        <h1>{title}</h1>
        {subtitle && <p className="muted small">{subtitle}</p>}
      </div>
      {children}
      {actions && <div className="actions no-print">{actions}</div>}
    </header>
  );
}

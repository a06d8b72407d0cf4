import { Table } from "antd";
import type { ReactNode } from "react";
import { useT } from "../lib/i18n.ts";
import { usePhone } from "./use-phone.ts";

export type Column<R> = {
  key: string;
  /** Unit once here, not in the cells. */
  title: string;
  render: (row: R) => ReactNode;
  align?: "right";
  width?: number;
  fixed?: "left";
  /** Where it stands in the two-line row of a phone; left out means second line, "none" means not shown. */
  phone?: "title" | "value" | "none";
  sorter?: (a: R, b: R) => number;
};
type Props<R extends object> = {
  /** What the table is, for screen readers. */
  label: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  rowKey: (row: R) => string;
  empty?: ReactNode;
  onOpen?: (row: R) => void;
  /** Children of a row make it a tree. */
  childrenOf?: (row: R) => readonly R[] | undefined;
  expanded?: readonly string[];
  onExpand?: (keys: string[]) => void;
  selected?: readonly string[];
  onSelect?: (keys: string[]) => void;
  loading?: boolean;
  height?: number;
};

const MANY = 200;

/** Table on a desktop (virtual above 200 rows), two-line rows on a phone. Lives in pages inside the kit. */
export function DataTable<R extends object>(props: Props<R>) {
  const isPhone = usePhone();
  if (props.rows.length === 0 && !props.loading && props.empty) return <>{props.empty}</>;
  return isPhone ? <PhoneRows {...props} /> : <WideTable {...props} />;
}

function WideTable<R extends object>({
  label,
  columns,
  rows,
  rowKey,
  onOpen,
  childrenOf,
  expanded,
  onExpand,
  selected,
  onSelect,
  loading,
  height,
}: Props<R>) {
  type Node = { row: R; children?: Node[] };
  const nodeOf = (row: R): Node => {
    const children = childrenOf?.(row)?.map(nodeOf);
    return children?.length ? { row, children } : { row };
  };
  const isLong = rows.length > MANY;
  const widths = columns.reduce((sum, column) => sum + (column.width ?? 140), 0);
  const open = (row: R) => (onOpen ? { onClick: () => onOpen(row), style: { cursor: "pointer" } } : {});
  return (
    <Table<Node>
      aria-label={label}
      size="small"
      pagination={false}
      loading={loading}
      virtual={isLong}
      scroll={isLong || height ? { x: widths, y: height ?? 560 } : { x: "max-content" }}
      dataSource={rows.map(nodeOf)}
      rowKey={(node) => rowKey(node.row)}
      onRow={(node) => open(node.row)}
      expandable={expanded ? { expandedRowKeys: [...expanded], onExpandedRowsChange: (keys) => onExpand?.(keys.map(String)) } : undefined}
      rowSelection={onSelect ? { selectedRowKeys: [...(selected ?? [])], onChange: (keys) => onSelect(keys.map(String)) } : undefined}
      columns={columns.map(({ key, title, align, width, fixed, render, sorter }, i) => ({
        key,
        title,
        align,
        width: width ?? (isLong ? 140 : undefined),
        fixed,
        className: align === "right" ? "num" : undefined,
        sorter: sorter && ((a: Node, b: Node) => sorter(a.row, b.row)),
        // The click of the button bubbles to the row: one act, reachable by keyboard.
        render: (_: unknown, node: Node) =>
          onOpen && i === 0 ? (
            <button type="button" className="text-button">
              {render(node.row)}
            </button>
          ) : (
            render(node.row)
          ),
      }))}
    />
  );
}

function PhoneRows<R extends object>({ label, columns, rows, rowKey, onOpen, childrenOf }: Props<R>) {
  const t = useT();
  return (
    <ul className="phone-rows" aria-label={label}>
      {rows.map((row) => {
        const children = childrenOf?.(row);
        return (
          <li key={rowKey(row)}>
            {onOpen ? (
              <button type="button" className="whole" onClick={() => onOpen(row)}>
                <TwoLines columns={columns} row={row} />
              </button>
            ) : (
              <TwoLines columns={columns} row={row} />
            )}
            {children && children.length > 0 && (
              <details>
                <summary className="small muted">{t("common.below", { count: children.length })}</summary>
                <PhoneRows label={label} columns={columns} rows={children} rowKey={rowKey} onOpen={onOpen} childrenOf={childrenOf} />
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function TwoLines<R>({ columns, row }: { columns: readonly Column<R>[]; row: R }) {
  const [title, value] = [columns.find((c) => c.phone === "title") ?? columns[0], columns.find((c) => c.phone === "value")];
  const rest = columns.filter((c) => c !== title && c !== value && c.phone !== "none");
  return (
    <>
      <span className="first">
        <span>{title?.render(row)}</span>
        <span className="num">{value?.render(row)}</span>
      </span>
      <span className="second">
        {rest.map((c) => (
          <span key={c.key}>
            {c.title} <span className="num">{c.render(row)}</span>
          </span>
        ))}
      </span>
    </>
  );
}

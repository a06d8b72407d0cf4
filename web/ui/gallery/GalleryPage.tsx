import { useState } from "react";
import { ProblemError } from "../../lib/client.ts";
import { useT } from "../../lib/i18n.ts";
import { useFormat } from "../../lib/use-format.ts";
import { DataTable } from "../DataTable.tsx";
import {
  Chart,
  ConfirmFlow,
  Empty,
  ErrorState,
  Figure,
  PageHeader,
  PeriodPicker,
  PersonPicker,
  ProgressBar,
  Skeleton,
  StatusTag,
  toast,
} from "../index.ts";
import { ChartSamples } from "./ChartSamples.tsx";
import { people, signed } from "./samples.ts";

const offline = new ProblemError({ type: "about:blank", title: "offline", status: 0, code: "offline" });

/** Every component in every state, for whoever builds or reviews a page. */
export default function GalleryPage() {
  const t = useT();
  const [period, setPeriod] = useState("2026-Q2");
  return (
    <div className="page">
      <PageHeader title={t("gallery.title")} actions={<PeriodPicker value={period} onChange={setPeriod} />} />
      <section className="panel figures">
        <Figure
          label={t("gallery.signed")}
          size="large"
          value={signed.value}
          change={{ label: t("gallery.change"), value: { kind: "rate", ppm: "123000" } }}
          trend={[3, 4, 2, 6, 7]}
          explain={signed}
        />
        <Figure
          label={t("gallery.rateName")}
          value={{ kind: "rate", ppm: "848000" }}
          sample={4}
          caution={t("gallery.caution")}
          change={{ label: t("gallery.change"), value: { kind: "rate", ppm: "-52000" } }}
        />
        <Figure label={t("gallery.missing")} value={{ kind: "none", why: "missing" }} />
        <Figure label={t("gallery.notApplicable")} value={{ kind: "none", why: "not-applicable" }} />
        <Figure label={t("gallery.zero")} value={{ kind: "amount", value: "0.0000", currency: "CNY" }} />
        <Figure label={t("gallery.rateName")} value={{ kind: "rate", ppm: "640000" }}>
          <ProgressBar label={t("gallery.rateName")} ppm="640000" markPpm="780000" />
        </Figure>
      </section>
      <Charts />
      <section className="panel">
        <ChartSamples />
      </section>
      <Table />
      <section className="panel row">
        <StatusTag>{t("gallery.state.neutral")}</StatusTag>
        <StatusTag kind="info">{t("gallery.state.info")}</StatusTag>
        <StatusTag kind="good">{t("gallery.state.good")}</StatusTag>
        <StatusTag kind="attention">{t("gallery.state.attention")}</StatusTag>
        <StatusTag kind="danger">{t("gallery.state.danger")}</StatusTag>
      </section>
      <States />
    </div>
  );
}

function Charts() {
  const t = useT();
  const categories = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"];
  return (
    <section className="panel">
      <Chart
        title={t("gallery.finding")}
        categories={categories}
        unit="amount"
        incompleteFrom={5}
        series={[
          {
            name: t("gallery.signed"),
            role: "actual",
            shape: "bar",
            values: ["3200000", "1800000", "4100000", "3900000", "4600000", "2100000"],
          },
          { name: t("gallery.target"), role: "target", values: ["3000000", "2500000", "4000000", "4200000", "4400000", "4800000"] },
          { name: t("gallery.lastYear"), role: "last-year", values: ["2800000", "1900000", null, "3600000", "3900000", "4300000"] },
        ]}
      />
    </section>
  );
}

function Table() {
  const t = useT();
  const format = useFormat();
  return (
    <section className="panel">
      <DataTable
        label={t("gallery.table")}
        rows={people}
        rowKey={(row) => row.id}
        height={280}
        columns={[
          { key: "name", title: t("gallery.name"), render: (row) => row.name, phone: "title" },
          {
            key: "amount",
            title: t("gallery.signed"),
            align: "right",
            render: (row) => <span title={format.exact(row.amount)}>{format.money(row.amount)}</span>,
            phone: "value",
          },
          { key: "rate", title: t("gallery.rateName"), align: "right", render: (row) => format.rate(row.ppm) },
        ]}
      />
    </section>
  );
}

function States() {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <section className="panel">
        <Empty
          title={t("gallery.empty")}
          action={
            <button type="button" className="button primary" onClick={() => setOpen(true)}>
              {t("gallery.confirm")}
            </button>
          }
        >
          {t("gallery.emptyHint")}
        </Empty>
      </section>
      <section className="panel">
        <Skeleton lines={5} />
      </section>
      <ErrorState error={offline} onRetry={() => toast({ text: t("gallery.toast"), undo: () => {} })} />
      <section className="panel">
        <PersonPicker label={t("gallery.name")} onPick={(found) => toast({ text: found.label })} />
      </section>
      <ConfirmFlow
        open={isOpen}
        title={t("gallery.confirm")}
        confirmLabel={t("gallery.confirm")}
        onConfirm={() => Promise.reject(offline)}
        onClose={() => setOpen(false)}
      >
        <p>{t("gallery.confirmHint")}</p>
      </ConfirmFlow>
    </>
  );
}

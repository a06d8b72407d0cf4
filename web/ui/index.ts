// One import for pages. DataTable (Ant Design) and Kit stay out: "../ui/DataTable.tsx" loads the kit.
export { Chart } from "./Chart.tsx";
export type { ChartProps, Series } from "./Chart.tsx";
export { ConfirmFlow, FormProblem } from "./ConfirmFlow.tsx";
export { DueTag } from "./DueTag.tsx";
export { Modal, SidePanel } from "./Dialog.tsx";
export { ExplainButton, ExplainPanel } from "./Explain.tsx";
export type { Explained, Explanation } from "./Explain.tsx";
export { Figure } from "./Figure.tsx";
export { Icon } from "./Icon.tsx";
export { PageHeader } from "./PageHeader.tsx";
export { PeriodPicker, useFiscal } from "./PeriodPicker.tsx";
export { PersonPicker } from "./PersonPicker.tsx";
export { ProgressBar } from "./ProgressBar.tsx";
export { Empty, ErrorState, Loaded, Skeleton } from "./states.tsx";
export { StatusTag } from "./StatusTag.tsx";
export { toast } from "./Toast.tsx";
export { usePhone } from "./use-phone.ts";
export { TextField } from "./TextField.tsx";

import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { useT } from "../lib/i18n.ts";
import { useParam } from "../lib/place.ts";
import { reading } from "../lib/query.ts";
import { Loaded, Skeleton } from "../ui/index.ts";
import { CheckStep } from "./CheckStep.tsx";
import { ColumnsStep } from "./ColumnsStep.tsx";
import { Flow } from "./Flow.tsx";
import { ResultStep } from "./ResultStep.tsx";
import { RunStep } from "./RunStep.tsx";
import type { Detail, Preview, Step } from "./types.ts";

/** One import from its columns to its result; where it stands is told by its state. */
export default function ImportPage() {
  const t = useT();
  const importId = useParam("importId");
  const query = useQuery({
    ...reading("GET /api/imports/:id", { params: { id: importId } }),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? 600 : false),
  });
  const [preview, setPreview] = useState<Preview | null>(null);
  const [isAgain, setAgain] = useState(false);
  const found = query.data;
  const step = found ? stepOf(found, preview, isAgain) : "columns";
  const title = found ? t("imports.oneTitle", { kind: t(`imports.kind.${found.kind}`) }) : t("imports.title");
  return (
    <Flow step={step} title={title} subtitle={found && t("imports.oneSubtitle", { file: found.fileName, total: found.total })}>
      <Loaded query={query} skeleton={<Skeleton lines={8} />}>
        {(one) => (
          <>
            {step === "columns" && <ColumnsStep key={one.id} found={one} onPreview={setPreview} />}
            {step === "check" && preview && <CheckStep found={one} preview={preview} onBack={() => setPreview(null)} />}
            {step === "run" && <RunStep found={one} />}
            {step === "result" && <ResultStep found={one} onAgain={() => (setPreview(null), setAgain(true))} />}
          </>
        )}
      </Loaded>
    </Flow>
  );
}

/** What failed or was cancelled may be taken up again from its columns. */
function stepOf(found: Detail, preview: Preview | null, isAgain: boolean): Step {
  if (found.state === "running") return "run";
  const isOpen = isAgain && (found.state === "failed" || found.state === "cancelled");
  if (!isOpen && ["done", "failed", "cancelled", "undone"].includes(found.state)) return "result";
  return preview ? "check" : "columns";
}

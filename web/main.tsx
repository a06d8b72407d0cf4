import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/ui.css";
import "./shell/shell.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import { startI18n } from "./lib/i18n.ts";
import { queryClient } from "./lib/query.ts";
import { appRouter } from "./shell/router.tsx";

await startI18n();
createRoot(document.getElementById("root")!).render(
  <QueryClientProvider client={queryClient}>
    <RouterProvider router={appRouter} />
  </QueryClientProvider>,
);

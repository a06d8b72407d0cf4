import { writeFileSync } from "node:fs";
import process from "node:process";
import type { Reporter, TestCase, TestModule } from "vitest/node";

/** Counts and the names of what failed for the runner, which says both at its very end, where a cut log still shows them. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0, failures: errors.map((error) => firstLines(error)) };
    for (const module of modules) {
      if (module.state() === "failed" && module.errors().length > 0) {
        count.failed += 1;
        count.failures.push(...module.errors().map((error) => `${module.relativeModuleId}: ${firstLines(error)}`));
      }
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        count[state === "pending" ? "skipped" : state] += 1;
        if (state === "failed") count.failures.push(failureOf(module, test));
      }
    }
    const file = process.env.HENGJI_TEST_COUNT;
    if (file) writeFileSync(file, JSON.stringify(count));
    else console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  }
}

function failureOf(module: TestModule, test: TestCase): string {
  const [error] = test.result().errors ?? [];
  return `${module.relativeModuleId} > ${test.fullName}\n    ${firstLines(error)}`;
}

const firstLines = (error: unknown): string =>
  String((error as { message?: unknown } | undefined)?.message ?? error)
    .split("\n")
    .slice(0, 6)
    .join("\n    ");

import { Link } from "@tanstack/react-router";
import { useT } from "../lib/i18n.ts";
import { useMe } from "../lib/me.ts";
import { usePrefs } from "../lib/prefs.ts";
import { useCall } from "../lib/query.ts";
import { useFormat } from "../lib/use-format.ts";
import { Figure } from "../ui/index.ts";

/** What this month would pay as things stand; nothing is shown to who is on no plan. */
export function MyEstimate() {
  const t = useT();
  const format = useFormat();
  const { positionId } = useMe();
  const { today } = usePrefs();
  const period = today.slice(0, 7);
  const query = useCall(
    "GET /api/statements/:positionId",
    { params: { positionId: positionId ?? "" }, query: { period } },
    { enabled: positionId !== null },
  );
  if (!query.data) return null;
  const { payout, currency, explanation } = query.data;
  return (
    <Figure
      label={t("home.numbers.estimate", { period: format.period(query.data.period.key) })}
      value={payout === null ? { kind: "none", why: "missing" } : { kind: "amount", value: payout, currency }}
      explain={explanation}
    >
      <Link to="/statement" className="small">
        {t("home.numbers.statement")}
      </Link>
    </Figure>
  );
}

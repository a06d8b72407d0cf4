import { addDays, daysBetween, type Day } from "#core/base/date.ts";
import { MAJOR, type Amount } from "#core/base/money.ts";
import { DEMO_TODAY, lineOf } from "../company.ts";
import type { Deal } from "../deals.ts";
import { SUPPORT } from "../organisation.ts";
import { holder, type Person, type Staff } from "../people.ts";
import type { Random } from "../random.ts";
import { habits, type Habits } from "./habits.ts";
import { LOST, STEPS, WON } from "./stages.ts";

export type Move = { readonly stage: string; readonly on: Day };
export type DealChange = {
  readonly field: "预计成交日期" | "金额" | "预测类别";
  readonly before: string;
  readonly after: string;
  readonly on: Day;
};
export type Share = { readonly person: Person; readonly percent: number };
/** A deal with everything that happened to it. */
export type DealStory = Deal & {
  readonly code: string;
  readonly moves: readonly Move[];
  readonly changes: readonly DealChange[];
  readonly category: string;
  readonly source: string;
  readonly lostKind: string;
  readonly lostReasons: readonly string[];
  readonly competitor: string;
  readonly nextStep: string;
  readonly nextStepOn: Day | null;
  readonly split: readonly Share[];
  readonly overlay: readonly Share[];
};

const SOURCES = ["官网", "展会", "转介绍", "老客户增购", "电话外呼", "伙伴推荐"];
const NEXT = ["送报价单", "约技术交流", "拜访决策人", "确认预算与时间表", "提交试用报告", "发合同文本", "邀请参观标杆客户"];
const MOVED: readonly Habits["slips"][] = [0.62, 0.27, 0.09, 0.02];
const RUNNING = [0.55, 0.3, 0.12, 0.03];
const PUSHED = [0.36, 0.3, 0.2, 0.14];

export function dealStories(all: readonly Deal[], staff: Staff, rnd: Random): DealStory[] {
  return all.map((deal, i) => story(deal, `OP${String(i + 1).padStart(5, "0")}`, staff, rnd.fork(String(i))));
}

function story(deal: Deal, code: string, staff: Staff, rnd: Random): DealStory {
  const habit = habits[deal.customer.line];
  const moves = movesOf(deal, habit, rnd);
  const categories = categoryChanges(deal, moves, rnd);
  const changes = [...pushes(deal, habit, rnd), ...amountChange(deal, moves, rnd), ...categories];
  const isOpen = deal.outcome === "open";
  const hasNext = isOpen && rnd.chance(habit.nextSteps);
  return {
    ...deal,
    code,
    moves,
    changes: changes.toSorted((a, b) => a.on.localeCompare(b.on)),
    stage: moves.at(-1)!.stage,
    category: categories.at(-1)?.after ?? "在手",
    source: rnd.pick(SOURCES),
    ...loss(deal, moves, habit, rnd),
    nextStep: hasNext ? rnd.pick(NEXT) : "",
    nextStepOn: hasNext ? addDays(DEMO_TODAY, rnd.int(habit.nextSteps < 0.5 ? -18 : -3, 14)) : null,
    ...shares(deal, staff, rnd),
  };
}

/** Up to the step reached, rarely skipping one, now and then going back to the needs; time is shared out by the pace of the line. */
function movesOf(deal: Deal, habit: Habits, rnd: Random): Move[] {
  const reached = reachedStep(deal, habit, rnd);
  const path = STEPS.slice(0, reached + 1).filter((_, i) => i === 0 || i === reached || !rnd.chance(0.08));
  if (reached >= 4 && rnd.chance(0.07)) path.splice(path.length - 1, 0, STEPS[2]!, STEPS[3]!);
  const pace = habit.pace(deal.createdOn);
  const weights = path.map((stage) => pace[STEPS.indexOf(stage)]! * rnd.skewed(0.45));
  const whole = weights.reduce((a, b) => a + b, 0);
  const days = daysBetween(deal.createdOn, deal.closedOn ?? DEMO_TODAY);
  let passed = 0;
  const moves = path.map((stage, i) => {
    const on = addDays(deal.createdOn, Math.floor((days * passed) / whole));
    passed += weights[i]!;
    return { stage, on };
  });
  return deal.closedOn === null ? moves : [...moves, { stage: deal.outcome === "won" ? WON : LOST, on: deal.closedOn }];
}

function reachedStep(deal: Deal, habit: Habits, rnd: Random): number {
  if (deal.outcome === "won") return STEPS.length - 1;
  if (deal.outcome === "open") return rnd.chance(0.14) ? 0 : STEPS.indexOf(deal.stage);
  const weights = habit.lostAt(deal.closedOn!);
  return rnd.weighted([0, 1, 2, 3, 4, 5], (step) => weights[step]!);
}

/** The expected close moves away, more often where a deal will be lost. */
function pushes(deal: Deal, habit: Habits, rnd: Random): DealChange[] {
  const odds = { won: MOVED, open: RUNNING, lost: PUSHED }[deal.outcome];
  const count = rnd.weighted([0, 1, 2, 3], (n) => odds[n]!) + (rnd.chance(habit.slips) ? 1 : 0);
  const end = deal.closedOn ?? DEMO_TODAY;
  const days = Array.from({ length: count }, () => addDays(deal.createdOn, rnd.int(3, Math.max(4, daysBetween(deal.createdOn, end) - 1))));
  const on = days.map((day) => (day > end ? end : day)).toSorted();
  const dates = [deal.expectedOn];
  for (let i = 0; i < count; i++) dates.unshift(addDays(dates[0]!, -rnd.int(9, 35)));
  return on.map((day, i) => ({ field: "预计成交日期" as const, before: dates[i]!, after: dates[i + 1]!, on: day }));
}

function amountChange(deal: Deal, moves: readonly Move[], rnd: Random): DealChange[] {
  const proposal = moves.find((move) => move.stage === STEPS[3]);
  if (!proposal || !rnd.chance(0.34)) return [];
  const first = whole((deal.amount * BigInt(rnd.int(65, 145))) / 100n);
  return [{ field: "金额", before: plain(first), after: plain(deal.amount), on: proposal.on }];
}

const whole = (amount: Amount): Amount => (amount / (100n * MAJOR) + 1n) * 100n * MAJOR;
const plain = (amount: Amount): string => `${amount / MAJOR}.${String(amount % MAJOR).padStart(4, "0")}`;

function categoryChanges(deal: Deal, moves: readonly Move[], rnd: Random): DealChange[] {
  const entered = (step: number) => moves.findLast((move) => move.stage === STEPS[step])?.on;
  const [proposal, negotiation] = [entered(3), entered(5)];
  const changes: DealChange[] = [];
  const to = (after: string, on: Day) => changes.push({ field: "预测类别", before: changes.at(-1)?.after ?? "在手", after, on });
  if (proposal && rnd.chance(0.7)) to("最好情况", proposal);
  if (negotiation && negotiation >= (proposal ?? "") && rnd.chance(deal.outcome === "won" ? 0.9 : 0.7)) to("承诺", negotiation);
  if (deal.outcome === "lost" && changes.length > 0) to("不计入", deal.closedOn!);
  return changes;
}

function loss(deal: Deal, moves: readonly Move[], habit: Habits, rnd: Random) {
  if (deal.outcome !== "lost") return { lostKind: "", lostReasons: [], competitor: "" };
  const isLate = STEPS.indexOf(moves.at(-2)!.stage) >= 3;
  const lostKind = rnd.weighted(["输给竞品", "未决策", "中止"], (kind) =>
    kind === "输给竞品" ? (isLate ? 5 : 2) : kind === "未决策" ? 4 : 2,
  );
  const lostReasons = rnd.shuffled(habit.lossReasons).slice(0, rnd.int(1, 2));
  return { lostKind, lostReasons, competitor: lostKind === "输给竞品" ? rnd.pick(habit.competitors) : "" };
}

/** A won deal is shared as its order was; of the open ones some already are. Technical support stands beside a few. */
function shares(deal: Deal, staff: Staff, rnd: Random): { split: Share[]; overlay: Share[] } {
  const { line, seat } = deal.customer;
  const day = deal.closedOn ?? DEMO_TODAY;
  const support = holder(staff.stints, `${SUPPORT}-${rnd.int(1, 2)}`, day);
  const overlay = support && (line === "midtech" || line === "tech") && rnd.chance(0.06) ? [{ person: support, percent: 20 }] : [];
  if (deal.credits.length > 1) return { split: deal.credits.map(({ person, percent }) => ({ person, percent })), overlay };
  const mates = staff.seats.filter((s) => s.unit === seat.unit && s.role === "rep" && s.line !== null);
  const mate = holder(staff.stints, rnd.pick(mates).code, day);
  const isShared = deal.outcome === "open" && mate !== null && mate.code !== deal.owner.code && rnd.chance(lineOf(line).splitShare);
  return { split: isShared ? [{ person: deal.owner, percent: 70 }, { person: mate, percent: 30 }] : [], overlay }; // prettier-ignore
}

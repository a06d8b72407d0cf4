import type { Amount } from "#core/base/money.ts";
import { collectionPlan, collectionPlanSheet, receipts, receiptSheet } from "./collection.ts";
import { oneOnOnes, type DemoOneOnOne } from "./coaching.ts";
import { DEMO_TODAY } from "./company.ts";
import { customers, customerSheet } from "./customers.ts";
import { deals } from "./deals.ts";
import { orderSheet } from "./order-sheet.ts";
import { orders, type Order } from "./orders.ts";
import { organisationSheet } from "./organisation.ts";
import { holder, peopleSheet, staff, type Role, type Staff } from "./people.ts";
import { activities, activitySheet } from "./process/activities.ts";
import { dealHistorySheet, dealSheet } from "./process/deal-sheets.ts";
import { dealStories } from "./process/deals.ts";
import { costSheet, leadSheet, referralSheet, touchSheet } from "./process/marketing.ts";
import { contractSheet, quoteSheet, tagSheet, writeOffSheet } from "./process/money.ts";
import { stageSheet } from "./process/stages.ts";
import { complaintSheet, surveySheet } from "./process/voice.ts";
import { productSheet } from "./products.ts";
import { random } from "./random.ts";
import type { Kind, Sheet } from "./sheet.ts";
import { targetSheet, yearTargets } from "./targets.ts";

export const DEMO_SEED = "衡远-2026";

/** Who signs in as what: one login for each role, all real people of the company. */
export type DemoLogin = { readonly role: Role; readonly login: string; readonly person: string; readonly name: string };

// The rep and the manager belong to the story where coaching is needed most.
const LOGIN_SEATS: Readonly<Record<Role, string>> = {
  rep: "T41-2",
  manager: "T41-M",
  director: "R40-D",
  hr: "S90-1",
  finance: "S90-2",
  executive: "HY-1",
  admin: "S90-3",
};

/** The facts behind the sheets, for tests and stories. */
export function demoFacts(seed: string | number = DEMO_SEED) {
  const rnd = random(String(seed));
  const people = staff(rnd.fork("people"));
  const buyers = customers(people, rnd.fork("customers"));
  const signed = orders(people, buyers, rnd.fork("orders"));
  const plan = collectionPlan(signed);
  const paid = receipts(plan, rnd.fork("receipts"));
  const stories = dealStories(deals(people, buyers, signed, rnd.fork("deals")), people, rnd.fork("deal-stories"));
  return {
    staff: people,
    customers: buyers,
    orders: signed,
    plan,
    receipts: paid,
    deals: stories,
    activities: activities(people, buyers, signed, stories, rnd.fork("activities")),
    targets: yearTargets(people, signed, paid, rnd.fork("targets")),
    oneOnOnes: oneOnOnes(people, rnd.fork("coaching")),
  };
}

export type DemoCompany = {
  readonly kinds: Readonly<Record<Kind, Sheet>>;
  readonly logins: readonly DemoLogin[];
  readonly oneOnOnes: readonly DemoOneOnOne[];
};

/** The demo company as files a person could upload, one sheet per import kind. */
export function demoCompany(seed: string | number = DEMO_SEED): DemoCompany {
  const facts = demoFacts(seed);
  const rnd = random(String(seed));
  return {
    kinds: {
      organisation: organisationSheet(),
      people: peopleSheet(facts.staff),
      products: productSheet(),
      customers: customerSheet(facts.customers, facts.staff, yearlyBest(facts.orders)),
      "deal-stages": stageSheet(),
      leads: leadSheet(facts.staff, facts.customers, rnd.fork("leads")),
      opportunities: dealSheet(facts.deals),
      "deal-history": dealHistorySheet(facts.deals),
      orders: orderSheet(facts.orders),
      "collection-plan": collectionPlanSheet(facts.plan),
      receipts: receiptSheet(facts.receipts),
      targets: targetSheet(facts.targets),
      touches: touchSheet(facts.orders, rnd.fork("touches")),
      activities: activitySheet(facts.activities),
      quotes: quoteSheet(facts.deals, facts.staff, rnd.fork("quotes")),
      costs: costSheet(facts.orders, rnd.fork("costs")),
      surveys: surveySheet(facts.staff, facts.customers, facts.orders, rnd.fork("surveys")),
      complaints: complaintSheet(facts.orders, rnd.fork("complaints")),
      referrals: referralSheet(facts.customers, rnd.fork("referrals")),
      contracts: contractSheet(facts.orders, rnd.fork("contracts")),
      "write-offs": writeOffSheet(facts.plan, facts.receipts, rnd.fork("write-offs")),
      "product-tags": tagSheet(),
    },
    logins: logins(facts.staff),
    oneOnOnes: facts.oneOnOnes,
  };
}

function logins({ stints }: Staff): DemoLogin[] {
  return (Object.keys(LOGIN_SEATS) as Role[]).map((role) => {
    const person = holder(stints, LOGIN_SEATS[role], DEMO_TODAY)!;
    return { role, login: `${role}@demo`, person: person.code, name: person.name };
  });
}

/** What each customer bought in its best calendar year. */
function yearlyBest(orders: readonly Order[]): ReadonlyMap<string, Amount> {
  const years = new Map<string, Amount>();
  for (const { customer, signedOn, amount, isCancelled } of orders) {
    const key = `${customer.code} ${signedOn.slice(0, 4)}`;
    if (!isCancelled) years.set(key, (years.get(key) ?? 0n) + amount);
  }
  const best = new Map<string, Amount>();
  for (const [key, amount] of years) {
    const code = key.split(" ")[0]!;
    if (amount > (best.get(code) ?? 0n)) best.set(code, amount);
  }
  return best;
}

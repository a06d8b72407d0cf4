/** The same plans for who reads English: same rules, same tests, English names. */
export const englishTemplates = {
  collection: `plan: On collection, quarterly tiers, accelerator above quota
base: collected            # every payment received counts
period: month              # paid every month
components:
  - name: Commission
    accumulate: quarter    # adds up over the quarter
    of: amount
    tiers:                 # each slice at its own rate, in percent of the quota
      - { from: 0%, rate: 1.2% }
      - { from: 60%, rate: 2% }
      - { from: 100%, rate: 3.5% }
      - { from: 130%, rate: 5% }
payout: min(Commission * coefficient, ¥120000)
tests:
  - name: exactly at the second tier
    facts:
      participants: [{ participant: Ann, quota: 1000000, coefficient: 1 }]
      transactions: [{ id: H1, participant: Ann, date: 2026-01-10, amount: 600000 }]
    expect: [{ Commission: 7200, earned: 7200 }]
`,
  signed: `plan: On signing, 60 % at once and 40 % with the payment
period: month
components:
  - name: Commission
    each: transaction
    of: amount
    rate:
      - { when: "customer_class = 'A'", rate: 2.5% }
      - { rate: 2% }
    pay:
      - { share: 60%, on: booking }
      - { share: 40%, on: collection }
settlement:
  cap: 100000
tests:
  - name: half has been paid, half of the forty percent is released
    facts:
      transactions: [{ id: D1, participant: Ann, date: 2026-01-10, amount: 100000, customer_class: A }]
      receipts: [{ transaction: D1, date: 2026-01-20, amount: 50000 }]
    expect: [{ Commission: 2500, paid: 2000, held: 500 }]
`,
  margin: `plan: On margin, guarantee and coefficient
period: month
measures:
  total_margin: { sum: margin }
components:
  - name: Commission
    of: total_margin
    tiers:
      - { from: 0, rate: 5% }
      - { from: 200000, rate: 8% }
    times: coefficient
settlement:
  guarantee: 3000
  cap: 80000
tests:
  - name: margin above two hundred thousand earns 8 %
    facts:
      participants: [{ participant: Ann, coefficient: 1.1 }]
      transactions: [{ id: D1, participant: Ann, date: 2026-01-10, amount: 500000, cost: 250000 }]
    expect: [{ Commission: 15400, paid: 15400 }]
  - name: without margin there is the guarantee
    facts:
      participants: [{ participant: Ann, coefficient: 1 }]
      transactions: [{ id: D1, participant: Ann, date: 2026-01-10, amount: 1000, cost: 1000 }]
    expect: [{ paid: 3000 }]
`,
  whole: `plan: Store sales, whole amount at the rate reached, capped
period: month
components:
  - name: Commission
    accumulate: month
    of: amount
    mode: whole              # all of the month at the rate of the tier reached
    tiers:
      - { from: 0, rate: 1% }
      - { from: 100000, rate: 2% }
      - { from: 200000, rate: 3% }
    cap: { amount: 20000, excess: lost }
tests:
  - name: a cent short of a hundred thousand
    facts:
      transactions: [{ id: D1, participant: Ann, date: 2026-01-10, amount: 99999.99 }]
    expect: [{ Commission: 1000 }]
  - name: exactly a hundred thousand, all of it at two percent
    facts:
      transactions: [{ id: D1, participant: Ann, date: 2026-01-10, amount: 100000 }]
    expect: [{ Commission: 2000 }]
`,
  bonus: `plan: Target bonus by a curve of attainment
period: quarter
measures:
  sales: { sum: amount }
  reached: sales / quota
components:
  - name: Quarterly bonus
    of: target_bonus
    by: reached
    curve:
      - { at: 60%, factor: 0 }
      - { at: 100%, factor: 1 }
      - { at: 150%, factor: 2 }
    prorate: by-days        # hired, left or absent in between: by the days there
settlement: { cap: 50000 }
tests:
  - name: eighty percent earns half
    facts:
      participants: [{ participant: Ann, quota: 500000, target_bonus: 10000 }]
      transactions: [{ id: D1, participant: Ann, date: 2026-01-10, amount: 400000 }]
    expect: [{ Quarterly bonus: 5000 }]
  - name: a quarter above, the curve goes on
    facts:
      participants: [{ participant: Ann, quota: 500000, target_bonus: 10000 }]
      transactions: [{ id: D1, participant: Ann, date: 2026-01-10, amount: 625000 }]
    expect: [{ Quarterly bonus: 15000 }]
`,
  team: `plan: Manager, own deals and an override on the team
period: month
components:
  - name: Own
    each: transaction
    of: amount
    rate: 3%
  - name: Override
    each: transaction
    credit: below            # every deal of those below
    of: amount
    rate: 0.5%
settlement: { cap: 80000 }
tests:
  - name: of a deal below the manager has half a percent
    facts:
      participants: [{ participant: Max }, { participant: Ann, manager: Max }]
      transactions:
        - { id: D1, participant: Ann, date: 2026-01-10, amount: 100000 }
        - { id: D2, participant: Max, date: 2026-01-11, amount: 10000 }
    expect:
      - { participant: Ann, paid: 3000 }
      - { participant: Max, Own: 300, Override: 500, paid: 800 }
`,
  pool: `plan: Team pool, shared by score
period: quarter
measures:
  pot: { sum: amount, credit: all }
components:
  - name: Bonus
    pool: pot * 1%
    key: score
settlement: { cap: 50000 }
tests:
  - name: shared by score to the last cent
    facts:
      participants: [{ participant: Ann, score: 90 }, { participant: Bob, score: 60 }]
      transactions: [{ id: D1, participant: Ann, date: 2026-01-10, amount: 1000000 }]
    expect: [{ participant: Ann, Bonus: 6000 }, { participant: Bob, Bonus: 4000 }]
`,
  contest: `plan: Quarterly contest, the first three
period: quarter
measures:
  new_business: { sum: amount, where: "customer_class = 'new'" }
components:
  - name: Prize
    where: new_business >= ¥100000     # who takes part
    prizes: [5000, 3000, 2000]
    by: new_business
    ties: share                    # who stands alike shares
settlement: { cap: 50000 }
tests:
  - name: who has too little takes no part
    facts:
      participants: [{ participant: Ann }, { participant: Bob }]
      transactions:
        - { id: D1, participant: Ann, date: 2026-01-10, amount: 150000, customer_class: new }
        - { id: D2, participant: Bob, date: 2026-01-10, amount: 90000, customer_class: new }
    expect: [{ participant: Ann, Prize: 5000 }, { participant: Bob, Prize: 0 }]
`,
  saas: `plan: Software subscriptions, new, renewal, clawback, draw for newcomers
period: month
inputs:
  participant: { newcomer: boolean }
components:
  - name: Commission
    each: transaction
    of: amount
    rate:
      - { when: "type = 'renewal'", rate: 3% }
      - { rate: 10% }
    clawback:
      schedule:                    # cancelled within half a year all of it, within a year half
        - { from-months: 0, share: 100% }
        - { from-months: 6, share: 50% }
        - { from-months: 12, share: 0% }
    amortise: { months: 24, from: next-month }
settlement:
  draw: { amount: 5000, recoverable: yes, when: newcomer }
  cap: 100000
tests:
  - name: ten percent of new business, three of a renewal
    facts:
      participants: [{ participant: Ann, newcomer: no }]
      transactions:
        - { id: D1, participant: Ann, date: 2026-01-10, amount: 60000, type: new }
        - { id: D2, participant: Ann, date: 2026-01-11, amount: 100000, type: renewal }
    expect: [{ Commission: 9000, paid: 9000 }]
  - name: cancelled after three months, all of it is taken back
    facts:
      participants: [{ participant: Ann, newcomer: no }]
      transactions:
        - { id: D1, participant: Ann, date: 2026-01-10, amount: 60000, type: new }
        - { id: R1, participant: Ann, date: 2026-04-12, reverses: D1 }
    expect: [{ period: 2026-01, paid: 6000 }, { period: 2026-04, Commission: -6000, paid: 0 }]
  - name: a newcomer has five thousand at least, taken off later pay
    facts:
      participants: [{ participant: Ann, newcomer: yes }]
      transactions: [{ id: D1, participant: Ann, date: 2026-01-10, amount: 20000, type: new }]
    expect: [{ Commission: 2000, paid: 5000 }]
`,
} as const;

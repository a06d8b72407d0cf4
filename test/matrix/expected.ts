import type { Role } from "#server/access/policy.ts";
import { roles, targets, type Target } from "./people.ts";
import type { SecretKind } from "./world.ts";

/**
 * Who may what, written by hand from what the company would say and not from the program.
 * yes  the door opens (what the business then refuses is another matter)
 * -    as if there were nothing here
 * own team below sibling above   for whose record the door opens (test/matrix/people.ts); all = for all of them
 * A record of another company is never there; that is asked on every line that names a record.
 */
const table = `
| line                                                  | rep            | manager  | director       | hr  | finance | executive | admin |
|-- everybody who is signed in -----------------------------------------------------------------------------------------------------|
| POST /api/session                                     | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| DELETE /api/session                                   | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| GET /api/me                                           | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| PATCH /api/me                                         | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| GET /api/me/sessions                                  | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| POST /api/me/sessions/ending                          | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| GET /api/me/access-tokens                             | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| POST /api/me/access-tokens                            | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| DELETE /api/me/access-tokens/:id                      | own            | own      | own            | own | own     | own       | own   |
| PUT /api/me/password                                  | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| POST /api/me/totp                                     | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| PUT /api/me/totp                                      | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| POST /api/me/totp/removal                             | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| POST /api/password                                    | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| POST /api/setup                                       | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| GET /api/home                                         | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| GET /api/search                                       | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| GET /api/search · pinyin                              | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| GET /api/search · code                                | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| GET /api/demo-logins                                  | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| GET /api/settings                                     | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| GET /api/sales-process                                | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| GET /api/calendar/:year                               | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| GET /api/organisation                                 | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| GET /api/units/:id                                    | all            | all      | all            | all | all     | all       | all   |
|-- running the company: HR and the administrator -----------------------------------------------------------------------------------|
| PATCH /api/settings                                   | -              | -        | -              | -   | -       | -         | yes   |
| PUT /api/sales-process                                | -              | -        | -              | yes | -       | -         | yes   |
| PUT /api/calendar/:year/days/:day                     | -              | -        | -              | yes | -       | -         | yes   |
| POST /api/calendar/:year/seed                         | -              | -        | -              | yes | -       | -         | yes   |
| POST /api/units                                       | -              | -        | -              | yes | -       | -         | yes   |
| POST /api/units/:id/changes                           | -              | -        | -              | all | -       | -         | all   |
| POST /api/people                                      | -              | -        | -              | yes | -       | -         | yes   |
| PATCH /api/people/:id                                 | -              | -        | -              | all | -       | -         | all   |
| POST /api/people/:id/transfers                        | -              | -        | -              | all | -       | -         | all   |
| POST /api/people/:id/leaving                          | -              | -        | -              | all | -       | -         | all   |
| GET /api/users                                        | -              | -        | -              | yes | -       | -         | yes   |
| GET /api/access-tokens                                | -              | -        | -              | yes | -       | -         | yes   |
| DELETE /api/access-tokens/:id                         | -              | -        | -              | all | -       | -         | all   |
| POST /api/users                                       | -              | -        | -              | all | -       | -         | all   |
| POST /api/users/:id/reset-link                        | -              | -        | -              | all | -       | -         | all   |
| POST /api/users/:id/disabling                         | -              | -        | -              | all | -       | -         | all   |
| DELETE /api/users/:id/disabling                       | -              | -        | -              | all | -       | -         | all   |
|-- people: one's own team, whoever leads it included --------------------------------------------------------------------------------|
| GET /api/people                                       | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| GET /api/people/:id                                   | own team above | own team | own team below | all | all     | all       | all   |
|-- orders, customers, deals, receipts: what one sells, or the team one leads; not the administrator ---------------------------------|
| GET /api/customers                                    | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/deals                                        | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/deals.csv                                    | -              | -        | yes            | yes | yes     | -         | -     |
| GET /api/deal-board                                   | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/deals/:id                                    | own            | own team | own team below | all | all     | all       | -     |
| POST /api/deals                                       | yes            | yes      | -              | yes | -       | -         | -     |
| PATCH /api/deals/:id                                  | own            | own team | -              | all | -       | -         | -     |
| POST /api/deals/:id/closing                           | own            | own team | -              | all | -       | -         | -     |
| POST /api/deals/:id/reopening                         | own            | own team | -              | all | -       | -         | -     |
| POST /api/deals/:id/activities                        | own            | own team | -              | all | -       | -         | -     |
| GET /api/receipts                                     | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/orders                                       | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/orders/:id                                   | own            | own team | own team below | all | all     | all       | -     |
| PATCH /api/orders/:id                                 | -              | -        | -              | all | all     | -         | -     |
|-- metrics: the same reach; a rep has no unit, a manager has the own one --------------------------------------------------------------|
| GET /api/metrics                                      | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/metric-overview                              | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/metric-overview · seat                       | own            | own team | own team below | all | all     | all       | -     |
| GET /api/metric-overview · unit                       | -              | own team | own team below | all | all     | all       | -     |
| GET /api/metrics/:metric/explanation · seat           | own            | own team | own team below | all | all     | all       | -     |
| GET /api/metrics/:metric/explanation · unit           | -              | own team | own team below | all | all     | all       | -     |
| GET /api/metrics/:metric/trend · seat                 | own            | own team | own team below | all | all     | all       | -     |
| GET /api/metrics/:metric/trend · unit                 | -              | own team | own team below | all | all     | all       | -     |
| GET /api/metrics/:metric/breakdown · seat             | own            | own team | own team below | all | all     | all       | -     |
| GET /api/metrics/:metric/breakdown · unit             | -              | own team | own team below | all | all     | all       | -     |
| GET /api/metrics/:metric/rows · seat                  | own            | own team | own team below | all | all     | all       | -     |
| GET /api/metrics/:metric/rows · unit                  | -              | own team | own team below | all | all     | all       | -     |
| GET /api/funnel · seat                                | own            | own team | own team below | all | all     | all       | -     |
| GET /api/funnel · unit                                | -              | own team | own team below | all | all     | all       | -     |
| GET /api/funnel/deals · seat                          | own            | own team | own team below | all | all     | all       | -     |
| GET /api/funnel/deals · unit                          | -              | own team | own team below | all | all     | all       | -     |
| GET /api/metrics/:metric                              | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/metric-settings                              | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/metric-measures                              | -              | -        | -              | yes | -       | -         | -     |
| POST /api/metric-previews                             | -              | -        | -              | yes | -       | -         | -     |
| PUT /api/metric-definitions/:code/draft               | -              | -        | -              | yes | -       | -         | -     |
| DELETE /api/metric-definitions/:code/draft            | -              | -        | -              | yes | -       | -         | -     |
| POST /api/metric-definitions/:code/publication        | -              | -        | -              | yes | -       | -         | -     |
| PUT /api/metric-settings                              | -              | -        | -              | yes | -       | -         | -     |
| GET /api/customer-value · seat                        | own            | own team | own team below | all | all     | all       | -     |
| GET /api/customer-value · unit                        | -              | own team | own team below | all | all     | all       | -     |
| GET /api/customer-value/customers · seat              | own            | own team | own team below | all | all     | all       | -     |
| GET /api/customer-value/customers · unit              | -              | own team | own team below | all | all     | all       | -     |
| GET /api/leaderboard                                  | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/leaderboard · teams                          | yes            | yes      | yes            | yes | yes     | yes       | -     |
|-- diagnosis: the same reach as the metrics it explains -------------------------------------------------------------------------------------|
| GET /api/diagnosis · seat                             | own            | own team | own team below | all | all     | all       | -     |
| GET /api/diagnosis · unit                             | -              | own team | own team below | all | all     | all       | -     |
| GET /api/diagnosis/start                              | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/diagnosis/drill · seat                       | own            | own team | own team below | all | all     | all       | -     |
| GET /api/diagnosis/drill · unit                       | -              | own team | own team below | all | all     | all       | -     |
| GET /api/diagnosis/process · seat                     | own            | own team | own team below | all | all     | all       | -     |
| GET /api/diagnosis/process · unit                     | -              | own team | own team below | all | all     | all       | -     |
| GET /api/diagnosis/rows · seat                        | own            | own team | own team below | all | all     | all       | -     |
| GET /api/diagnosis/rows · unit                        | -              | own team | own team below | all | all     | all       | -     |
| GET /api/diagnosis/comparison · seat                  | own            | own team | own team below | all | all     | all       | -     |
| GET /api/diagnosis/comparison · unit                  | -              | own team | own team below | all | all     | all       | -     |
| POST /api/benchmarks                                  | -              | -        | -              | yes | -       | -         | -     |
| DELETE /api/benchmarks/:id                            | -              | -        | -              | yes | -       | -         | -     |
| GET /api/saved-analyses                               | yes            | yes      | yes            | yes | yes     | yes       | -     |
| POST /api/saved-analyses                              | yes            | yes      | yes            | yes | yes     | yes       | -     |
| DELETE /api/saved-analyses/:id                        | own            | own      | own            | own | own     | own       | -     |
|-- abilities: oneself, the line above, HR; notes of interviews: the writer and the line above -----------------------------------------------|
| GET /api/ability-profile                              | own            | own team | own team below | all | -       | -         | -     |
| GET /api/team-profile                                 | -              | own team | own team below | all | -       | -         | -     |
| POST /api/ability-ratings                             | own            | own team | own team below | -   | -       | -         | -     |
| GET /api/diagnosis/causes · seat                      | -              | own team | own team below | -   | -       | -         | -     |
| GET /api/diagnosis/causes · unit                      | -              | own team | own team below | -   | -       | -         | -     |
| POST /api/diagnosis-notes · seat                      | -              | own team | own team below | -   | -       | -         | -     |
| POST /api/diagnosis-notes · unit                      | -              | own team | own team below | -   | -       | -         | -     |
| PATCH /api/diagnosis-notes/:id                        | -              | own      | own            | -   | -       | -         | -     |
| DELETE /api/diagnosis-notes/:id                       | -              | own      | own            | -   | -       | -         | -     |
|-- improvement plans: the owner and the line above; HR and the executive read; finance and the administrator do not -----------------------|
| GET /api/improvement-plans                            | yes            | yes      | yes            | yes | -       | yes       | -     |
| POST /api/improvement-plans                           | own            | own team | own team below | -   | -       | all       | -     |
| GET /api/improvement-plans/:id                        | own            | own team | own team below | all | -       | all       | -     |
| PATCH /api/improvement-plans/:id                      | own            | own team | own team below | -   | -       | all       | -     |
| POST /api/improvement-plans/:id/signatures            | own            | own team | own team below | -   | -       | all       | -     |
| POST /api/improvement-plans/:id/closing               | own            | own team | own team below | -   | -       | all       | -     |
|-- being told: what one may read, to oneself; groups by who may export, robots by who runs the system --------------------------------|
| GET /api/notifications                                | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| POST /api/notifications/reading                       | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| GET /api/notification-settings                        | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| PUT /api/notification-settings                        | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| GET /api/alert-rules                                  | yes            | yes      | yes            | yes | yes     | yes       | -     |
| POST /api/alert-rules · seat                          | own            | own team | own team below | all | all     | all       | -     |
| POST /api/alert-rules · unit                          | -              | own team | own team below | all | all     | all       | -     |
| PATCH /api/alert-rules/:id                            | own            | own      | own            | own | own     | own       | -     |
| DELETE /api/alert-rules/:id                           | own            | own      | own            | own | own     | own       | -     |
| GET /api/digests                                      | yes            | yes      | yes            | yes | yes     | yes       | -     |
| POST /api/digests                                     | yes            | yes      | yes            | yes | yes     | yes       | -     |
| DELETE /api/digests/:id                               | own            | own      | own            | own | own     | own       | -     |
| POST /api/digests/:id/preview                         | own            | own      | own            | own | own     | own       | -     |
| GET /api/webhooks                                     | -              | -        | -              | -   | -       | -         | yes   |
| POST /api/webhooks                                    | -              | -        | -              | -   | -       | -         | yes   |
| PATCH /api/webhooks/:id                               | -              | -        | -              | -   | -       | -         | yes   |
| DELETE /api/webhooks/:id                              | -              | -        | -              | -   | -       | -         | yes   |
| POST /api/webhooks/:id/trial                          | -              | -        | -              | -   | -       | -         | yes   |
| GET /api/webhooks/:id/deliveries                      | -              | -        | -              | -   | -       | -         | yes   |
| POST /api/webhooks/:id/deliveries/:deliveryId/resending | -            | -        | -              | -   | -       | -         | yes   |
| GET /api/robots                                       | yes            | yes      | yes            | yes | yes     | yes       | -     |
| POST /api/robots                                      | -              | -        | -              | -   | -       | -         | yes   |
| DELETE /api/robots/:id                                | -              | -        | -              | -   | -       | -         | all   |
|-- boards: everybody's own; what they show reaches as far as the metrics do -------------------------------------------------------------|
| GET /api/dashboards                                   | yes            | yes      | yes            | yes | yes     | yes       | -     |
| POST /api/dashboards                                  | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/dashboards/:id · ready-made                  | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/dashboards/:id · own                         | own            | own      | own            | own | own     | own       | -     |
| PUT /api/dashboards/:id                               | own            | own      | own            | own | own     | own       | -     |
| DELETE /api/dashboards/:id                            | own            | own      | own            | own | own     | own       | -     |
| GET /api/dashboards/:id/versions                      | own            | own      | own            | own | own     | own       | -     |
| PUT /api/dashboards/:id/shares                        | -              | own      | own            | own | own     | own       | -     |
| PUT /api/dashboard-default                            | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/dashboards/:id/answers · seat                | own            | own team | own team below | all | all     | all       | -     |
| GET /api/dashboards/:id/answers · unit                | -              | own team | own team below | all | all     | all       | -     |
| POST /api/dashboard-answers · seat                    | own            | own team | own team below | all | all     | all       | -     |
| POST /api/dashboard-answers · unit                    | -              | own team | own team below | all | all     | all       | -     |
| GET /api/dashboard-rows · seat                        | own            | own team | own team below | all | all     | all       | -     |
| GET /api/dashboard-rows · unit                        | -              | own team | own team below | all | all     | all       | -     |
| GET /api/dashboards/:id/file · seat                   | -              | own team | own team below | all | all     | all       | -     |
| GET /api/dashboards/:id/file · unit                   | -              | own team | own team below | all | all     | all       | -     |
|-- targets: drafts are for those who write them; numbers come from above ---------------------------------------------------------------|
| GET /api/targets                                      | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/targets · draft                              | -              | yes      | yes            | yes | -       | yes       | -     |
| GET /api/targets · published                          | yes            | yes      | yes            | yes | yes     | yes       | -     |
| POST /api/target-sets                                 | -              | -        | -              | yes | -       | -         | -     |
| DELETE /api/target-sets/:setId                        | -              | -        | -              | yes | -       | -         | -     |
| POST /api/target-sets/:setId/publication              | -              | -        | -              | yes | -       | yes       | -     |
| PUT /api/target-sets/:setId/cells · seat              | -              | own team | own team below | sellers | -   | -         | -     |
| PUT /api/target-sets/:setId/cells · unit              | -              | -        | team below     | all | -       | -         | -     |
| PUT /api/target-sets/:setId/over-assignments/:nodeId  | -              | own team | own team below | all | -       | -         | -     |
| POST /api/target-sets/:setId/decomposition/preview    | -              | own team | own team below | all | -       | -         | -     |
| POST /api/target-sets/:setId/decomposition            | -              | own team | own team below | all | -       | -         | -     |
| GET /api/target-sets/:setId/differences · published   | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/target-sets/:setId/differences · draft       | -              | yes      | yes            | yes | -       | yes       | -     |
| PUT /api/target-sets/:setId/locks/:nodeId · seat      | -              | team     | team below     | sellers | -   | -         | -     |
| PUT /api/target-sets/:setId/locks/:nodeId · unit      | -              | -        | team below     | all | -       | -         | -     |
| POST /api/target-sets/:setId/submissions              | -              | own team | own team below | all | -       | -         | -     |
| POST /api/target-submissions/:id/decision             | -              | -        | team below     | all | -       | -         | -     |
|-- talk about a target: whoever carries it and the line above; not finance --------------------------------------------------------------|
| GET /api/target-nodes/:nodeId/trail                   | own            | own team | own team below | sellers | -   | carriers  | -     |
| POST /api/target-proposals                            | own            | own team | own team below | sellers | -   | carriers  | -     |
| POST /api/target-proposals/:id/acceptance             | own            | own team | own team below | sellers | -   | carriers  | -     |
| POST /api/target-proposals/:id/closing                | own            | own team | own team below | sellers | -   | carriers  | -     |
| POST /api/target-remarks                              | own            | own team | own team below | sellers | -   | carriers  | -     |
|-- target letters: to whom they were given, the line above, HR and the executive; signed by oneself only ----------------------------------|
| GET /api/target-letters                               | yes            | yes      | yes            | yes | -       | yes       | -     |
| POST /api/target-letters                              | -              | yes      | yes            | yes | -       | -         | -     |
| GET /api/target-letters/:id                           | own            | own team | own team below | all | -       | all       | -     |
| GET /api/target-letters/:id/pdf                       | own            | own team | own team below | all | -       | all       | -     |
| POST /api/target-letters/:id/signature                | own            | own      | own            | own | -       | own       | -     |
| POST /api/target-letters/:id/reminders                | -              | own team | own team below | all | -       | -         | -     |
| GET /api/target-nodes/:nodeId/plan                    | own            | own team | own team below | -   | -       | -         | -     |
| POST /api/target-nodes/:nodeId/plan                   | own            | own team | own team below | -   | -       | -         | -     |
|-- allocation: below the unit one leads, like the numbers themselves ----------------------------------------------------------------------|
| GET /api/allocation                                   | -              | yes      | yes            | yes | -       | -         | -     |
| GET /api/allocation · unit                            | -              | own team | own team below | all | -       | -         | -     |
| POST /api/allocation-previews                         | -              | own team | own team below | all | -       | -         | -     |
| POST /api/allocation-scenarios                        | -              | own team | own team below | all | -       | -         | -     |
| PUT /api/allocation-scenarios/:id                     | -              | own team | own team below | all | -       | -         | -     |
| DELETE /api/allocation-scenarios/:id                  | -              | own team | own team below | all | -       | -         | -     |
| GET /api/allocation-scenarios/:id/result              | -              | own team | own team below | all | -       | -         | -     |
| POST /api/allocation-scenarios/:id/application        | -              | own team | own team below | all | -       | -         | -     |
| POST /api/allocation-applications/:id/undoing         | -              | own team | own team below | all | -       | -         | -     |
|-- changes of published targets: asked by the holder or above, decided above; the strategy is everybody's to read ------------------------|
| GET /api/target-changes                               | yes            | yes      | yes            | yes | -       | yes       | -     |
| POST /api/target-changes/preview                      | own            | own team | own team below | sellers | -   | carriers  | -     |
| POST /api/target-changes                              | own            | own team | own team below | sellers | -   | carriers  | -     |
| POST /api/target-changes/:id/decision                 | -              | team     | team below     | sellers | -   | carriers  | -     |
| GET /api/strategy                                     | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| PUT /api/strategy                                     | -              | -        | yes            | yes | -       | yes       | -     |
| GET /api/job-profiles                                 | yes            | yes      | yes            | yes | yes     | yes       | yes   |
| PUT /api/job-profiles                                 | -              | -        | -              | yes | -       | -         | -     |
|-- pace, several metrics, single targets: within the own reach; set from above ------------------------------------------------------------|
| GET /api/target-pace                                  | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/target-overview                              | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/single-targets                               | yes            | yes      | yes            | yes | yes     | yes       | -     |
| PUT /api/single-targets                               | -              | team     | team below     | sellers | -   | -         | -     |
|-- forecast: read like metrics, only places that carry a number; said by whoever carries it, overridden from above, never upwards -----------|
| GET /api/forecast                                     | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/forecast · seat                              | own            | own team | own team below | sellers | sellers | carriers | -   |
| GET /api/forecast · unit                              | -              | own team | own team below | all | all     | all       | -     |
| GET /api/forecast/changes · seat                      | own            | own team | own team below | sellers | sellers | carriers | -   |
| GET /api/forecast/changes · unit                      | -              | own team | own team below | all | all     | all       | -     |
| GET /api/forecast/accuracy · seat                     | own            | own team | own team below | sellers | sellers | carriers | -   |
| GET /api/forecast/accuracy · unit                     | -              | own team | own team below | all | all     | all       | -     |
| GET /api/forecast/odds · seat                         | own            | own team | own team below | sellers | sellers | carriers | -   |
| GET /api/forecast/odds · unit                         | -              | own team | own team below | all | all     | all       | -     |
| GET /api/forecast/series · seat                       | own            | own team | own team below | all | all     | all       | -     |
| GET /api/forecast/series · unit                       | -              | own team | own team below | all | all     | all       | -     |
| POST /api/forecast-calls · seat                       | own            | own team | own team below | -   | -       | -         | -     |
| POST /api/forecast-calls · unit                       | -              | own team | own team below | -   | -       | -         | -     |
| GET /api/smart-checks                                 | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/target-nodes/:nodeId/evidence                | own            | own team | own team below | sellers | sellers | carriers  | -     |
| POST /api/target-nodes/:nodeId/evidence               | -              | team     | team below     | sellers | -       | -         | -     |
| GET /api/target-evidence/:id/file                     | own            | own team | own team below | sellers | sellers | carriers  | -     |
| GET /api/territories                                  | -              | yes      | yes            | yes | -       | -         | -     |
| GET /api/territories · unit                           | -              | own team | own team below | all | -       | -         | -     |
| POST /api/territory-plans                             | -              | own team | own team below | sellers | -   | -         | -     |
| PUT /api/territory-plans/:id                          | -              | own team | own team below | sellers | -   | -         | -     |
| DELETE /api/territory-plans/:id                       | -              | own team | own team below | all | -       | -         | -     |
| POST /api/territory-plans/:id/application             | -              | own team | -              | all | -       | -         | -     |
|-- scores: own, led, HR, the executive; not finance, not the administrator --------------------------------------------------------------|
| GET /api/scorecards                                   | yes            | yes      | yes            | yes | -       | yes       | -     |
| GET /api/scorecards/:positionId                       | own            | own team | own team below | all | -       | all       | -     |
| POST /api/scorecard-publications                      | -              | -        | -              | yes | -       | -         | -     |
| GET /api/schemes                                      | yes            | yes      | yes            | yes | yes     | yes       | -     |
| POST /api/scheme-checks                               | -              | -        | -              | yes | -       | -         | -     |
| POST /api/schemes                                     | -              | -        | -              | yes | -       | -         | -     |
|-- pay: a first-line manager reads the own only; the administrator none -----------------------------------------------------------------|
| GET /api/statements                                   | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/statements/export                            | -              | -        | -              | -   | yes     | -         | -     |
| GET /api/statements/:positionId                       | own            | own      | own team below | all | all     | all       | -     |
| GET /api/statements/:positionId/lines                 | own            | own      | own team below | all | all     | all       | -     |
| GET /api/statements/:positionId/xlsx                  | own            | own      | own team below | all | all     | all       | -     |
| GET /api/statements/:positionId/answers               | own            | own      | own team below | all | all     | all       | -     |
| GET /api/statements/:positionId/pdf                   | own            | own      | own team below | all | all     | all       | -     |
| GET /api/statements/:positionId/preview               | own            | own      | own team below | all | all     | all       | -     |
| POST /api/calculation-runs                            | -              | -        | -              | yes | yes     | -         | -     |
| GET /api/calculation-runs                             | -              | -        | -              | yes | yes     | -         | -     |
| GET /api/plans                                        | yes            | yes      | yes            | yes | yes     | yes       | -     |
| POST /api/plan-checks                                 | -              | -        | -              | yes | -       | -         | -     |
| POST /api/plan-trials                                 | -              | -        | -              | yes | -       | -         | -     |
| POST /api/plan-scenarios                              | -              | -        | -              | yes | -       | -         | -     |
| POST /api/plans                                       | -              | -        | -              | yes | -       | -         | -     |
| POST /api/plans/:id/publication                       | -              | -        | -              | -   | yes     | -         | -     |
| GET /api/plans/:id/review                             | -              | -        | -              | -   | yes     | -         | -     |
| DELETE /api/plans/:id                                 | -              | -        | -              | yes | -       | -         | -     |
| POST /api/plans/:id/signature                         | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/plans/:id/pdf                                | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/plan-assignments                             | -              | -        | -              | yes | -       | -         | -     |
| PUT /api/plan-titles                                  | -              | -        | -              | yes | -       | -         | -     |
| PUT /api/plan-assignments                             | -              | -        | -              | sellers | -       | -         | -     |
| GET /api/pay-periods                                  | -              | -        | -              | yes | yes     | -         | -     |
| GET /api/pay-periods/:key                             | -              | -        | -              | yes | yes     | -         | -     |
| GET /api/pay-periods/:key/replay                      | -              | -        | -              | yes | yes     | -         | -     |
| POST /api/pay-periods/:key/publication                | -              | -        | -              | yes | yes     | -         | -     |
| POST /api/pay-periods/:key/withdrawal                 | -              | -        | -              | yes | yes     | -         | -     |
| POST /api/pay-periods/:key/reopening                  | -              | -        | -              | yes | yes     | -         | -     |
| POST /api/pay-periods/:key/reopening-confirmation     | -              | -        | -              | yes | yes     | -         | -     |
| POST /api/pay-corrections                             | -              | -        | -              | yes | yes     | -         | -     |
| GET /api/pay-periods/:key/export                      | -              | -        | -              | -   | yes     | -         | -     |
| GET /api/export-formats                               | -              | -        | -              | -   | yes     | -         | -     |
| PUT /api/export-formats/:id                           | -              | -        | -              | -   | yes     | -         | -     |
| DELETE /api/export-formats/:id                        | -              | -        | -              | -   | yes     | -         | -     |
| POST /api/pay-periods/:key/export-preview             | -              | -        | -              | -   | yes     | -         | -     |
| POST /api/pay-periods/:key/approval                   | -              | -        | -              | -   | yes     | -         | -     |
| POST /api/pay-periods/:key/closing                    | -              | -        | -              | -   | yes     | -         | -     |
| POST /api/pay-adjustments                             | -              | -        | -              | all | all     | -         | -     |
| POST /api/pay-adjustments/:id/decision                | -              | -        | -              | all | all     | -         | -     |
| GET /api/pay-notices                                  | yes            | yes      | yes            | yes | yes     | yes       | -     |
| GET /api/pay-disputes                                 | yes            | yes      | yes            | yes | yes     | -         | -     |
| POST /api/pay-disputes                                | own            | own      | own            | own | own     | -         | -     |
| POST /api/pay-disputes/:id/answer                     | -              | -        | -              | all | all     | -         | -     |
| POST /api/pay-disputes/:id/withdrawal                 | own            | own      | own            | own | own     | -         | -     |
|-- one-on-ones: between the member and the line above; nobody else, not HR, not the executive ---------------------------------------------|
| GET /api/team                                         | -              | yes      | yes            | -   | -       | -         | -     |
| GET /api/team/:positionId                             | own            | own team | own team below | -   | -       | -         | -     |
| POST /api/one-on-ones                                 | -              | team     | team below     | -   | -       | -         | -     |
| PATCH /api/one-on-ones/:id                            | -              | team     | team           | -   | -       | -         | -     |
| PATCH /api/actions/:id                                | own            | own team | own team below | -   | -       | -         | -     |
|-- imports: who may write such rows -------------------------------------------------------------------------------------------------------|
| GET /api/imports                                      | -              | -        | -              | yes | yes     | -         | yes   |
| POST /api/imports · people                            | -              | -        | -              | yes | no      | -         | yes   |
| POST /api/imports · receipts                          | -              | -        | -              | no  | yes     | -         | no    |
| POST /api/imports · opportunities                     | -              | -        | -              | yes | no      | -         | no    |
| GET /api/imports/:id · people                         | -              | -        | -              | yes | -       | -         | yes   |
| GET /api/imports/:id · receipts                       | -              | -        | -              | -   | yes     | -         | -     |
| GET /api/imports/:id · opportunities                  | -              | -        | -              | yes | -       | -         | -     |
| POST /api/imports/:id/reading · people                | -              | -        | -              | yes | -       | -         | yes   |
| POST /api/imports/:id/reading · receipts              | -              | -        | -              | -   | yes     | -         | -     |
| POST /api/imports/:id/reading · opportunities         | -              | -        | -              | yes | -       | -         | -     |
| POST /api/imports/:id/preview · people                | -              | -        | -              | yes | -       | -         | yes   |
| POST /api/imports/:id/preview · receipts              | -              | -        | -              | -   | yes     | -         | -     |
| POST /api/imports/:id/preview · opportunities         | -              | -        | -              | yes | -       | -         | -     |
| GET /api/imports/:id/problems · people                | -              | -        | -              | yes | -       | -         | yes   |
| GET /api/imports/:id/problems · receipts              | -              | -        | -              | -   | yes     | -         | -     |
| GET /api/imports/:id/problems · opportunities         | -              | -        | -              | yes | -       | -         | -     |
| POST /api/imports/:id/run · people                    | -              | -        | -              | yes | -       | -         | yes   |
| POST /api/imports/:id/run · receipts                  | -              | -        | -              | -   | yes     | -         | -     |
| POST /api/imports/:id/run · opportunities             | -              | -        | -              | yes | -       | -         | -     |
| POST /api/imports/:id/cancellation · people           | -              | -        | -              | yes | -       | -         | yes   |
| POST /api/imports/:id/cancellation · receipts         | -              | -        | -              | -   | yes     | -         | -     |
| POST /api/imports/:id/cancellation · opportunities    | -              | -        | -              | yes | -       | -         | -     |
| POST /api/imports/:id/undoing · people                | -              | -        | -              | yes | -       | -         | yes   |
| POST /api/imports/:id/undoing · receipts              | -              | -        | -              | -   | yes     | -         | -     |
| POST /api/imports/:id/undoing · opportunities         | -              | -        | -              | yes | -       | -         | -     |
| GET /api/imports/:id/errors.csv · people              | -              | -        | -              | yes | -       | -         | yes   |
| GET /api/imports/:id/errors.csv · receipts            | -              | -        | -              | -   | yes     | -         | -     |
| GET /api/imports/:id/errors.csv · opportunities       | -              | -        | -              | yes | -       | -         | -     |
| GET /api/import-templates/:kind                       | -              | -        | -              | yes | yes     | -         | yes   |
|-- audit ------------------------------------------------------------------------------------------------------------------------------------|
| GET /api/audit                                        | -              | -        | -              | -   | -       | yes       | yes   |
| GET /api/audit/actions                                | -              | -        | -              | -   | -       | yes       | yes   |
| POST /api/audit/verification                          | -              | -        | -              | -   | -       | yes       | yes   |
| GET /api/audit.csv                                    | -              | -        | -              | -   | -       | -         | yes   |
`;

export type Expectation = "yes" | "no" | readonly Target[];
export type Line = { readonly line: string; readonly may: Readonly<Record<Role, Expectation>> };

/** `sellers`, `carriers`: those who carry targets, whatever the reader's distance; HQ carries none, and HR's sibling sits there. */
function expectationOf(cell: string): Expectation {
  if (cell === "yes" || cell === "no") return cell;
  if (cell === "-") return [];
  if (cell === "all") return targets;
  if (cell === "sellers") return ["team", "below"];
  if (cell === "carriers") return ["team", "below", "sibling"];
  return targets.filter((target) => cell.split(" ").includes(target));
}

export const lines: readonly Line[] = table
  .split("\n")
  .map((row) => row.split("|").map((cell) => cell.trim()))
  .filter(([, first]) => first && !first.startsWith("--") && first !== "line")
  .map(([, line, ...cells]) => ({
    line: line!,
    may: Object.fromEntries(roles.map((role, i) => [role, expectationOf(cells[i]!)])) as Record<Role, Expectation>,
  }));

/** Whose secrets a role may come across in any answer: everybody meets the own ones. */
export const mayMeet: Readonly<Record<SecretKind, Readonly<Record<Role, "own" | "unit" | "all">>>> = {
  order: { rep: "own", manager: "unit", director: "unit", hr: "all", finance: "all", executive: "all", admin: "own" },
  "order-name": { rep: "own", manager: "unit", director: "unit", hr: "all", finance: "all", executive: "all", admin: "own" },
  customer: { rep: "own", manager: "unit", director: "unit", hr: "all", finance: "all", executive: "all", admin: "own" },
  "deal-name": { rep: "own", manager: "unit", director: "unit", hr: "all", finance: "all", executive: "all", admin: "own" },
  deal: { rep: "own", manager: "unit", director: "unit", hr: "all", finance: "all", executive: "all", admin: "own" },
  target: { rep: "own", manager: "unit", director: "unit", hr: "all", finance: "all", executive: "all", admin: "own" },
  score: { rep: "own", manager: "unit", director: "unit", hr: "all", finance: "own", executive: "all", admin: "own" },
  pay: { rep: "own", manager: "own", director: "unit", hr: "all", finance: "all", executive: "all", admin: "own" },
  improvement: { rep: "own", manager: "unit", director: "unit", hr: "all", finance: "own", executive: "all", admin: "own" },
  board: { rep: "own", manager: "own", director: "own", hr: "own", finance: "own", executive: "own", admin: "own" },
  talk: { rep: "own", manager: "unit", director: "unit", hr: "own", finance: "own", executive: "own", admin: "own" },
};

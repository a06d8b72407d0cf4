/** One refusal a caller may meet: HTTP status and, per language, what happened and what to do. `{name}` is filled in. */
export type ProblemText = {
  readonly status: number;
  readonly "zh-CN": readonly [title: string, remedy: string];
  readonly "zh-TW": readonly [title: string, remedy: string];
  readonly en: readonly [title: string, remedy: string];
};
export type Problems = Readonly<Record<string, ProblemText>>;

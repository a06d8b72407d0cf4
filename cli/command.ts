/** One word after `hengji`. `run` gets what follows it and answers the exit code. */
export type Command = {
  readonly usage: string;
  readonly summary: { readonly zh: string; readonly en: string };
  run(args: readonly string[]): Promise<number>;
};

/** What a person did wrong or can set right: shown without a stack. */
export class CommandError extends Error {}

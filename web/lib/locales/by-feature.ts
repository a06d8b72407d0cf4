const feature = (path: string) => path.slice(path.lastIndexOf("/") + 1, -".json".length);

/** Each file stands under its feature's name: targets.json holds "targets.…". */
export const byFeature = (files: Readonly<Record<string, Record<string, unknown>>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(files).map(([path, texts]) => [feature(path), texts]));

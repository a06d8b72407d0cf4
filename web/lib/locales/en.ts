const files = import.meta.glob<Record<string, unknown>>("./en/*.json", { eager: true, import: "default" });
const feature = (path: string) => path.slice(path.lastIndexOf("/") + 1, -".json".length);

/** Each file stands under its feature's name: targets.json holds "targets.…". */
export default Object.fromEntries(Object.entries(files).map(([path, texts]) => [feature(path), texts]));

declare module "autocannon" {
  type Options = { url: string; connections: number; duration: number; workers?: number; requests?: { headers: Record<string, string> }[] };
  type Result = { requests: { average: number }; latency: { p97_5: number }; non2xx: number; errors: number };
  export default function autocannon(options: Options): Promise<Result>;
}

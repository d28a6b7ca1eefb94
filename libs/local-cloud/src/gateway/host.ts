/** What a Host header names, when it is one of AWS's own host names (or S3's `<bucket>.localhost`). */
export interface HostTarget {
  /** Endpoint prefix, e.g. `s3`, `logs`, `execute-api`. */
  readonly service: string;
  /** Undefined for global endpoints such as `iam.amazonaws.com`. */
  readonly region: string | undefined;
  /** Bucket of a virtual-hosted S3 request, API id of `execute-api`. */
  readonly label: string | undefined;
}

const cache = new Map<string, HostTarget | undefined>();

/** Reads a Host header; undefined for the door's own names. */
export function hostTarget(host: string): HostTarget | undefined {
  if (cache.has(host)) return cache.get(host);
  const target = read(host.replace(/:\d+$/, '').toLowerCase());
  if (cache.size >= 1024) cache.clear();
  cache.set(host, target);
  return target;
}

/** Whether a host belongs to AWS: a connection meant for it ends at the door. */
export function isAwsHost(host: string): boolean {
  return /\.(amazonaws\.com(\.cn)?|on\.aws|api\.aws)$/i.test(host);
}

const region = '[a-z]{2}(?:-[a-z]+)+-\\d';
const domain = '\\.amazonaws\\.com(?:\\.cn)?$';
const s3Host = new RegExp(`^(?:(.+)\\.)?s3(?:[.-](?:dualstack\\.)?(${region}))?${domain}`);
const edgeHost = new RegExp(`^([a-z0-9]+)\\.execute-api\\.(${region})${domain}`);
const regionalHost = new RegExp(`^([a-z0-9.-]+?)\\.(${region})${domain}`);
const globalHost = new RegExp(`^([a-z0-9-]+)${domain}`);

function read(host: string): HostTarget | undefined {
  const virtual = /^([a-z0-9][a-z0-9.-]+)\.localhost$/.exec(host);
  if (virtual !== null) return { service: 's3', region: undefined, label: virtual[1] };
  const s3 = s3Host.exec(host);
  if (s3 !== null) return { service: 's3', region: s3[2], label: s3[1] };
  const edge = edgeHost.exec(host);
  if (edge !== null) return { service: 'execute-api', region: edge[2], label: edge[1] };
  const regional = regionalHost.exec(host);
  if (regional !== null) return { service: regional[1] as string, region: regional[2], label: undefined };
  const global = globalHost.exec(host);
  return global === null ? undefined : { service: global[1] as string, region: undefined, label: undefined };
}

import type { Way } from '@palisade/local-cloud';
import { parseArn } from '@palisade/policies';

/**
 * Ways as people call them, by the name of the path: `no endpoint`, the id of an endpoint, `via s3 for my-bucket`. Every label is
 * of one way only: where two would have the same, they keep their names.
 */
export function wayLabels(ways: ReadonlyMap<string, Way>, accountId: string): ReadonlyMap<string, string> {
  const short = [...ways].map(([name, way]) => [name, labelOfWay(way, accountId)] as const);
  const owners = Map.groupBy(short, ([, label]) => label);
  return new Map(short.map(([name, label]) => [name, owners.get(label)?.length === 1 ? label : name]));
}

function labelOfWay({ asking, encryptionContext, endpoint, viaService }: Way, accountId: string): string {
  const via = viaService?.split('.')[0];
  if (via === undefined && encryptionContext === undefined) {
    return `${endpoint ?? 'no endpoint'}${asking === undefined ? '' : ` asking for ${asking}`}`;
  }
  const about = Object.values(encryptionContext ?? {})
    // The account is said once, above everything.
    .filter((value) => value !== accountId)
    .map((value) => resourceIn(value, via));
  return [...(via === undefined ? [] : [`via ${via}`]), ...(about.length > 0 ? [`for ${about.join(', ')}`] : [])].join(
    ' ',
  );
}

/** `arn:aws:s3:::b` as `b` where s3 has been named, and as `s3 b` elsewhere. */
function resourceIn(value: string, named: string | undefined): string {
  const { resource, service } = parseArn(value) ?? {};
  if (resource === undefined || service === undefined) return value;
  const name = resource.replace(/^(log-group|function):/, '');
  return service === named ? name : `${service} ${name}`;
}

/** What of a report's path its label is made of. */
export interface LabelledPath {
  readonly name: string;
  readonly endpoint: string | null;
  readonly label: string;
  readonly asking: string | null;
}

/** As many ways are always listed. */
const FEW = 2;

/**
 * Ways in lines. Those that begin alike are put together; and where most of the ways asked about are meant, the others are
 * listed: `all 17 ways asked about` says more than seventeen lines.
 */
export function wayLines(paths: readonly LabelledPath[], asked: readonly LabelledPath[]): readonly string[] {
  const left = asked.filter((path) => !paths.includes(path));
  const all = `all ${asked.length} ways asked about`;
  if (paths.length <= FEW) return together(paths);
  if (left.length === 0) return [all];
  // What a put asks for is said in one line as it is.
  if (2 * left.length > paths.length || paths.some(({ asking }) => asking !== null)) return together(paths);
  return [`${all} but`, ...together(left).map((line) => `  ${line}`)];
}

function together(paths: readonly LabelledPath[]): readonly string[] {
  const groups = Map.groupBy(paths, ({ asking, endpoint, label }) =>
    asking === null ? (/^(via \S+ for|for \S+) /.exec(label)?.[1] ?? label) : `${endpoint ?? ''} asking`,
  );
  return [...groups].flatMap(([start, group]) => {
    const [first, ...more] = group;
    if (first === undefined || more.length === 0) return first?.label ?? [];
    if (first.asking === null) return [start, ...group.map(({ label }) => `  ${label.slice(start.length + 1)}`)];
    const others = more.flatMap(({ asking }) => asking ?? []);
    return `${first.label}${others.map((one, index) => `${index < others.length - 1 ? ',' : ' or'} ${one}`).join('')}`;
  });
}

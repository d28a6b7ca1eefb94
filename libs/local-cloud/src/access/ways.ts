import { parseArn, type AccessModel, type Policy, type RequestPath } from '@palisade/policies';
import { otherEncryptions, othersThan, tellEncryptionApart, type OtherEncryption } from './encryption-ways.ts';
import { keyWays } from './key-ways.ts';
import type { DeployedResource } from './resources.ts';

/** Name of the path of requests that come through no endpoint of the stack. */
export const DIRECT = 'direct';

/** What a path of the scope stands for, beside a careful client's request. */
export interface Way {
  /** Id of the VPC endpoint; without one, requests come from outside. */
  readonly endpoint?: string;
  /** The service that uses a key for its caller (`kms:ViaService`), as a policy names it: `s3.us-east-1.amazonaws.com`. */
  readonly viaService?: string;
  /** As a policy names it, with its `*`. */
  readonly encryptionContext?: Readonly<Record<string, string>>;
  /** What a put asks for instead of the bucket's own encryption. */
  readonly asking?: OtherEncryption;
}

/** The ways that the resources of a stack are asked about. */
export interface Ways {
  /** By name of the path. */
  readonly all: ReadonlyMap<string, Way & { readonly path: RequestPath }>;
  /** Names of the paths that lead to a resource. */
  to(on: string): readonly string[];
  /** Whether requests for an action differ by this path at all. */
  has(by: string, action: string): boolean;
}

/** What a careful client's request says of itself; policies that ask for less care are not tested by it. */
const careful = { 'aws:SecureTransport': true, 's3:TlsVersion': '1.3', 'aws:ViaAWSService': false };

/** An address of the documentation range (RFC 5737), for requests from outside. */
const outside = { 'aws:SourceIp': '198.51.100.7' };

/**
 * Directly and through endpoints. To keys, also as their policies and `ownPolicies` tell ways apart; and with a put that asks for
 * another encryption than the bucket's own, where a policy of the model cares.
 */
export function waysOf(
  { account, endpoints, principals }: Pick<AccessModel, 'account' | 'endpoints' | 'principals'>,
  asked: readonly DeployedResource[],
  ownPolicies: readonly Policy[],
): Ways {
  const ends = Object.values(endpoints);
  const isKey = (on: string): boolean => /^arn:[^:]+:kms:[^:]*:[^:]*:key\//.test(on);
  const keyPolicies = asked.flatMap(({ policy, shown }) => (isKey(shown) && policy ? [policy] : []));
  const toKeys = keyPolicies.length === 0 ? [] : keyWays([...keyPolicies, ...ownPolicies]);
  const plain = [
    [DIRECT, { path: { context: { ...careful, ...outside } } }] as const,
    ...ends.map(({ id }) => [id, { endpoint: id, path: { endpoint: id, context: careful } }] as const),
  ];
  const toBuckets = plain.filter(([name]) => name === DIRECT || endpoints[name]?.service === 's3');
  const attached = new Set([
    ...Object.values(principals).flatMap(({ boundary, policies }) => [...policies, ...(boundary ? [boundary] : [])]),
    ...ends.flatMap(({ policy }) => policy ?? []),
  ]);
  const others = new Map<string, readonly OtherEncryption[]>(
    asked
      .filter(
        ({ arn, policy }) => isObject(arn) && tellEncryptionApart([...attached, ...(policy ? [policy] : [])], arn),
      )
      .map(({ context = {}, shown }) => [shown, othersThan(context)]),
  );
  const headers = otherEncryptions(account, region(asked));
  const needed = [...new Set([...others.values()].flat())];
  const toPuts = toBuckets.flatMap(([base, { path, ...way }]) =>
    needed.map((asking) => {
      const context = { ...path.context, ...headers[asking] };
      return [`${base} asking for ${asking}`, { ...way, asking, path: { ...path, context } }] as const;
    }),
  );
  const all = new Map<string, Way & { readonly path: RequestPath }>([
    ...plain,
    ...toKeys.map(
      ([name, { facts, ...way }]) => [name, { ...way, path: { context: { ...careful, ...facts } } }] as const,
    ),
    ...toPuts,
  ]);
  return {
    all,
    to: (on) => [
      DIRECT,
      ...(isKey(on) ? toKeys.map(([name]) => name) : []),
      ...ends.filter(({ service }) => on.split(':')[2] === service).map(({ id }) => id),
      ...toPuts.flatMap(([name, { asking }]) => (others.get(on)?.includes(asking) === true ? [name] : [])),
    ],
    has: (by, action) => all.get(by)?.asking === undefined || action === 's3:PutObject',
  };
}

function isObject(arn: string): boolean {
  const { resource = '', service } = parseArn(arn) ?? {};
  return service === 's3' && resource.includes('/');
}

const region = (asked: readonly DeployedResource[]): string =>
  asked.map(({ arn }) => parseArn(arn)?.region ?? '').find((each) => each !== '') ?? 'us-east-1';

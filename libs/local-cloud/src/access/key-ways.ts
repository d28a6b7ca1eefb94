import { listOf, statementsIn, type Facts, type Policy, type Statement } from '@palisade/policies';
import { sampleOf } from './principals.ts';

/** One way to use a key. */
export interface KeyWay {
  /** As the policies name it: `s3.us-east-1.amazonaws.com`. */
  readonly viaService?: string;
  readonly encryptionContext?: Readonly<Record<string, string>>;
  /** The condition keys of its requests. */
  readonly facts: Facts;
}

const CONTEXT = 'kms:encryptioncontext:';
const VIA = 'kms:viaservice';

/**
 * The ways to use keys that these policies tell apart: through which service, and for which encryption context. A request that goes
 * straight to KMS with no context is another way, and always there.
 */
export function keyWays(policies: Iterable<Policy>): readonly (readonly [name: string, way: KeyWay])[] {
  const ways = new Map<string, KeyWay>();
  for (const policy of policies) {
    for (const statement of statementsIn(policy)) {
      for (const way of waysOf(statement)) {
        if (way.length > 0) ways.set(way.map(nameOf).join(' '), wayOf(way));
      }
    }
  }
  return [...ways];
}

type Fact = readonly [key: string, value: string];

/** Every combination of the values a statement asks for. */
function waysOf({ Condition: condition = {} }: Statement): readonly (readonly Fact[])[] {
  const asked = new Map<string, readonly string[]>();
  for (const [operator, keys] of Object.entries(condition)) {
    if (/not|null/i.test(operator)) continue;
    for (const [key, values] of Object.entries(keys)) {
      const name = key.toLowerCase();
      if (name === VIA || name.startsWith(CONTEXT)) asked.set(key, listOf(values).map(String));
    }
  }
  let ways: readonly (readonly Fact[])[] = [[]];
  for (const [key, values] of asked)
    ways = ways.flatMap((way) => values.map((value) => [...way, [key, value] as const]));
  return ways;
}

function nameOf([key, value]: Fact): string {
  return key.toLowerCase() === VIA ? `via ${value}` : `for ${key.slice(CONTEXT.length)} ${value}`;
}

function wayOf(way: readonly Fact[]): KeyWay {
  const viaService = way.find(([key]) => key.toLowerCase() === VIA)?.[1];
  const pairs = way
    .filter(([key]) => key.toLowerCase().startsWith(CONTEXT))
    .map(([key, value]) => [key.slice(CONTEXT.length), value] as const);
  const facts = {
    ...Object.fromEntries(way.map(([key, value]) => [key, sampleOf(value)])),
    ...(pairs.length > 0 && { 'kms:EncryptionContextKeys': pairs.map(([key]) => key) }),
    'aws:ViaAWSService': viaService !== undefined,
  };
  return {
    ...(viaService !== undefined && { viaService }),
    ...(pairs.length > 0 && { encryptionContext: Object.fromEntries(pairs) }),
    facts,
  };
}

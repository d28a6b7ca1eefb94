import { listOf, statementsIn, type Policy, type Statement } from '@palisade/policies';
import { sampleOf } from './principals.ts';

/** Condition keys of one way to use a key, by a name for it. */
export type KeyPaths = Readonly<Record<string, Readonly<Record<string, string | boolean | readonly string[]>>>>;

const CONTEXT = 'kms:encryptioncontext:';
const VIA = 'kms:viaservice';

/**
 * The ways to use keys that these policies tell apart: through which service, and for which encryption context. A request that goes
 * straight to KMS with no context is another way, and always there.
 */
export function keyPaths(policies: Iterable<Policy>): KeyPaths {
  const paths: Record<string, KeyPaths[string]> = {};
  for (const policy of policies) {
    for (const statement of statementsIn(policy)) {
      for (const way of waysOf(statement)) {
        if (way.length > 0) paths[way.map(nameOf).join(' ')] = contextOf(way);
      }
    }
  }
  return paths;
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

function contextOf(way: readonly Fact[]): KeyPaths[string] {
  const names = way.map(([key]) => key).filter((key) => key.toLowerCase().startsWith(CONTEXT));
  return {
    ...Object.fromEntries(way.map(([key, value]) => [key, sampleOf(value)])),
    ...(names.length > 0 && { 'kms:EncryptionContextKeys': names.map((key) => key.slice(CONTEXT.length)) }),
    'aws:ViaAWSService': way.some(([key]) => key.toLowerCase() === VIA),
  };
}

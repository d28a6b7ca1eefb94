import type { GrantConstraints } from './grant.ts';

interface Asked {
  readonly grantee: string;
  readonly operations: readonly string[];
  readonly constraints?: GrantConstraints;
}

const PAIRS = 8;
const PAIR_CHARACTERS = 384;

/** What AWS would refuse in a grant, with its codes. Source: AWS KMS API Reference, CreateGrant and GrantConstraints. */
export function checkGrant({ constraints, grantee, operations }: Asked): readonly string[] {
  const problems: string[] = [];
  if (!/^arn:[^:]+:(iam|sts)::\d{12}:.+$/.test(grantee)) {
    problems.push(`InvalidArnException: ARN does not refer to a valid principal: ${grantee}`);
  }
  if (operations.length === 0) problems.push('ValidationException: A grant permits one operation at least.');
  const { encryptionContextEquals: equals, encryptionContextSubset: subset } = constraints ?? {};
  for (const context of [equals, subset]) {
    if (context === undefined) continue;
    const pairs = Object.entries(context);
    const long = pairs.some(([name, value]) => name.length > PAIR_CHARACTERS || value.length > PAIR_CHARACTERS);
    if (pairs.length === 0 || pairs.length > PAIRS || long) {
      problems.push(
        `ValidationException: A grant constraint takes 1 to ${PAIRS} pairs of at most ${PAIR_CHARACTERS} characters.`,
      );
    }
  }
  return problems;
}

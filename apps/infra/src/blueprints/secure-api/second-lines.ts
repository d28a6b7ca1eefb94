import type { SecondLine } from '../../access-contract.ts';

const eitherWouldDo = 'Only what a service does for its caller carries either, and for this function only Lambda does.';
const namedInArn = 'The ARN beside it names the account already; AWS and its checkers ask for both.';

/** What the secure-api policies say twice. */
export const secureApiSecondLines: readonly SecondLine[] = [
  { kind: 'key', statement: 'GrantKeyToFunction', change: 'kms:GrantIsForAWSResource', because: eitherWouldDo },
  { kind: 'key', statement: 'GrantKeyToFunction', change: 'kms:ViaService', because: eitherWouldDo },
  {
    kind: 'function',
    change: 'resources',
    because: 'A resource policy is about its own resource only, whatever its Resource says.',
  },
  {
    kind: 'identity',
    statement: 'DecryptLogGroups',
    change: 'kms:ViaService',
    because: "The key's policy asks for it too; this holds even if that one lets the account decrypt in other ways.",
  },
  { kind: 'function', change: 'AWS:SourceAccount', because: namedInArn },
];

import type { SecondLine } from '../../access-contract.ts';
import { namedInArn, ownResource } from '../second-lines.ts';

const eitherWouldDo = 'Only what a service does for its caller carries either, and for this function only Lambda does.';

/** What the secure-api policies say twice. */
export const secureApiSecondLines: readonly SecondLine[] = [
  { kind: 'key', statement: 'GrantKeyToFunction', change: 'kms:GrantIsForAWSResource', because: eitherWouldDo },
  { kind: 'key', statement: 'GrantKeyToFunction', change: 'kms:ViaService', because: eitherWouldDo },
  { kind: 'function', change: 'resources', because: ownResource },
  {
    kind: 'identity',
    statement: 'DecryptLogGroups',
    change: 'kms:ViaService',
    because: "The key's policy asks for it too; this holds even if that one lets the account decrypt in other ways.",
  },
  { kind: 'function', change: 'AWS:SourceAccount', because: namedInArn },
];

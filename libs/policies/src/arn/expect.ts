import { parseArn, type ArnParts } from './arn.ts';
import { ArnError } from './fields.ts';

/**
 * The fields of `text`, which must be an ARN of one of `types` (`service:first-word-of-resource`). It refuses what a
 * policy would silently never match, such as a session ARN where `aws:PrincipalArn` is compared.
 */
export function expectArn(text: string, types: readonly string[], what: string): ArnParts {
  const parts = parseArn(text);
  const type = parts && `${parts.service}:${/^[^/:]+/.exec(parts.resource)?.[0] ?? ''}`;
  if (parts !== undefined && type !== undefined && types.includes(type)) return parts;
  const session = type === 'sts:assumed-role' ? ' A session is known to policies by the ARN of its role.' : '';
  throw new ArnError(`"${text}" is not ${what}: expected an ARN of ${types.join(' or ')}.${session}`);
}

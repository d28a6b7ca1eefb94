import { operation } from '../../../kernel/operation.ts';
import { optionalText } from '../../../kernel/query-input.ts';
import { result } from '../../../kernel/wire.ts';
import { describeDeployer } from './describe.ts';
import { NoSuchEntity, ValidationError } from '../errors.ts';
import type { IamState } from '../state.ts';
import { userArnNamed } from '../arn.ts';

/** Without UserName it is the caller. */
export const getUser = operation<IamState, string | undefined>({
  name: 'GetUser',
  parse: ({ input }) => optionalText(input, 'UserName'),
  permissions: (name, { host }) => [{ action: 'iam:GetUser', resource: userArnNamed(name ?? 'deployer', host) }],
  run(name, { principal }, state) {
    if (name === undefined && principal.kind !== 'user') {
      throw new ValidationError('Must specify userName when calling with non-User credentials');
    }
    if ((name ?? 'deployer') !== 'deployer') throw new NoSuchEntity(`The user with name ${name}`);
    return result({ User: describeDeployer(state) });
  },
});

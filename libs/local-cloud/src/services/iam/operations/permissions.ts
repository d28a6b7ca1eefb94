import type { Permission } from '../../../kernel/operation.ts';
import { roleArnNamed } from './describe.ts';
import type { IamState } from '../state.ts';

/** What is asked of a role: its ARN and, for conditions, its tags. */
export function rolePermission(action: string, name: string, state: IamState): Permission {
  const tags = Object.entries(state.roleNamed(name)?.tags ?? {});
  return {
    action,
    resource: roleArnNamed(name, state),
    ...(tags.length > 0 && {
      context: Object.fromEntries(
        tags.flatMap(([key, value]) => [
          [`aws:ResourceTag/${key}`, value],
          [`iam:ResourceTag/${key}`, value],
        ]),
      ),
    }),
  };
}

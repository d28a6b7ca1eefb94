import type { CompiledPolicy } from '@palisade/policies';
import { NotSupportedError } from '../../../kernel/errors.ts';
import { operation } from '../../../kernel/operation.ts';
import { checkDocument } from '../../../kernel/policy-document.ts';
import { queryList } from '../../../kernel/query-input.ts';
import { result } from '../../../kernel/wire.ts';
import { NoSuchEntity, ValidationError } from '../errors.ts';
import { requiredText } from '../input.ts';
import { paginate, readPaging, type Paging } from './paginate.ts';
import { readContextEntries, simulate, type Simulation } from './simulate.ts';
import type { IamState } from '../state.ts';

interface SimulatePrincipalPolicy extends Simulation {
  readonly source: string;
  readonly paging: Paging;
}

/**
 * Asks the evaluator with the principal's own policies, an added policy list and at most one resource policy; the context is
 * what the request gives, not what the cloud would derive. Source: IAM API Reference, SimulatePrincipalPolicy.
 */
export const simulatePrincipalPolicy = operation<IamState, SimulatePrincipalPolicy>({
  name: 'SimulatePrincipalPolicy',
  parse({ input }) {
    for (const name of ['ResourceHandlingOption', 'PermissionsBoundaryPolicyInputList.member.1']) {
      if (input[name] !== undefined)
        throw new NotSupportedError(`the parameter ${name.split('.')[0]} of iam:SimulatePrincipalPolicy`);
    }
    const actions = queryList(input, 'ActionNames');
    if (actions.length === 0) throw new ValidationError('ActionNames must have at least one member');
    const resources = queryList(input, 'ResourceArns');
    const resourcePolicy = input['ResourcePolicy'];
    const caller = input['CallerArn'];
    const owner = input['ResourceOwner'];
    return {
      source: requiredText(input, 'PolicySourceArn'),
      actions,
      resources: resources.length === 0 ? ['*'] : resources,
      added: queryList(input, 'PolicyInputList').map((document, index) =>
        readPolicy(document, `PolicyInputList.${index + 1}`, 'identity'),
      ),
      resourcePolicy:
        typeof resourcePolicy === 'string' ? readPolicy(resourcePolicy, 'ResourcePolicy', 'resource') : undefined,
      caller: typeof caller === 'string' ? caller : undefined,
      resourceOwner: typeof owner === 'string' ? (/\d{12}/.exec(owner)?.[0] ?? owner) : undefined,
      context: readContextEntries(input),
      paging: readPaging(input),
    };
  },
  permissions: ({ source }) => [{ action: 'iam:SimulatePrincipalPolicy', resource: source }],
  run(input, _call, state) {
    const role = state.role(input.source);
    if (role === undefined && input.source !== state.deployerArn) throw new NoSuchEntity(`The entity ${input.source}`);
    const { items, marker } = paginate(simulate(input, input.source, state), input.paging);
    return result({ EvaluationResults: { member: items }, ...marker });
  },
});

function readPolicy(text: string, name: string, kind: 'identity' | 'resource'): CompiledPolicy {
  const { compiled, problems } = checkDocument(text, { name, kind });
  if (compiled !== undefined) return compiled;
  throw new ValidationError(`Invalid input for ${name}: ${problems.map(({ message }) => message).join('; ')}`);
}

import {
  object,
  required,
  string,
  type Graph,
  type Properties,
  type Resource,
  type ResourceLookup,
  type ResourceModel,
} from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { parseFunctionName } from '../function-name.ts';
import { lambdaFunction } from './function.ts';

/** One statement of a function's resource policy. */
export const permission: ResourceModel = {
  token: 'aws:lambda/permission:Permission',
  inputs: object({
    action: required(string),
    function: required(string),
    principal: required(string),
    sourceArn: string,
    sourceAccount: string,
    statementId: string,
    qualifier: string,
  }),
  name: { property: 'statementId', maxLength: 100, automatic: true },
  replaceOn: ['action', 'function', 'principal', 'sourceArn', 'sourceAccount', 'statementId', 'qualifier'],
  check: checkPermission,
  outputs: (inputs) => ({ id: text(inputs, 'statementId') ?? '', outputs: { statementIdPrefix: '' } }),
  checkInGraph: checkPlace,
};

function checkPermission(inputs: Properties): readonly string[] {
  const problems: string[] = [];
  const action = text(inputs, 'action') ?? '';
  if (!/^(lambda:\*|lambda:[A-Za-z]+|\*)$/.test(action)) {
    problems.push(`"action" doesn't comply with restrictions (lambda:Operation): "${action}"`);
  }
  if (parseFunctionName(text(inputs, 'function') ?? '') === undefined) {
    problems.push(`"function" is no function name or ARN: "${text(inputs, 'function')}"`);
  }
  if (!/^[a-zA-Z0-9-_]{1,100}$/.test(text(inputs, 'statementId') ?? '')) {
    problems.push(
      `"statementId" must be up to 100 letters, digits, hyphens and underscores: "${text(inputs, 'statementId')}"`,
    );
  }
  const principal = text(inputs, 'principal') ?? '';
  if (!/^(\*|\d{12}|[a-z0-9.-]+\.amazonaws\.com(\.cn)?|arn:[^:]+:(iam|sts)::\d{12}:.+)$/.test(principal)) {
    problems.push(
      'InvalidParameterValueException: The provided principal was invalid. Please check the principal and try again.',
    );
  }
  const account = text(inputs, 'sourceAccount');
  if (account !== undefined && !/^\d{12}$/.test(account))
    problems.push(`"sourceAccount" is no account id: "${account}"`);
  const source = text(inputs, 'sourceArn');
  if (source !== undefined && !/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/.test(source))
    problems.push(`"sourceArn" (${source}) is an invalid ARN`);
  return problems;
}

function checkPlace(self: Resource, graph: Graph, lookup: ResourceLookup): readonly string[] {
  const name = nameOf(self);
  if (lookup.byId(lambdaFunction.token, name) === undefined) {
    return [`ResourceNotFoundException: Function not found: ${text(self.outputs, 'function')}`];
  }
  const first = graph.resources.find(
    (other) =>
      other.type === permission.token &&
      nameOf(other) === name &&
      qualifierOf(other) === qualifierOf(self) &&
      other.id === self.id,
  );
  return first === undefined || first.urn === self.urn
    ? []
    : [
        `ResourceConflictException: The statement id (${self.id}) provided already exists. Please provide a new statement id, ` +
          'or remove the existing statement.',
      ];
}

function nameOf({ outputs }: Resource): string {
  return parseFunctionName(text(outputs, 'function') ?? '')?.name ?? '';
}

function qualifierOf({ outputs }: Resource): string | undefined {
  return text(outputs, 'qualifier') ?? parseFunctionName(text(outputs, 'function') ?? '')?.qualifier;
}

import {
  object,
  oneOf,
  required,
  string,
  type ModelContext,
  type Properties,
  type Resource,
  type ResourceLookup,
  type ResourceModel,
} from '@palisade/local-engine';
import { formatArn, lambdaFunctionArn } from '@palisade/policies';
import { text } from '../../../kernel/properties.ts';
import { parseFunctionName } from '../function-name.ts';
import { lambdaFunction } from './function.ts';

/** A second name of a function. Functions have no published versions here, so every alias points to `$LATEST`. */
export const alias: ResourceModel = {
  token: 'aws:lambda/alias:Alias',
  inputs: object({
    name: string,
    description: string,
    functionName: required(string),
    functionVersion: required(oneOf('$LATEST')),
  }),
  name: { property: 'name', maxLength: 128, pattern: /^(?!\d+$)[a-zA-Z0-9-_]+$/, automatic: true },
  replaceOn: ['name', 'functionName'],
  check: (inputs) =>
    parseFunctionName(text(inputs, 'functionName') ?? '') === undefined
      ? [`"functionName" is no function name or ARN: "${text(inputs, 'functionName')}"`]
      : [],
  outputs: (inputs, context) => {
    const arn = arnOf(inputs, context);
    const { partition, region } = context;
    const resource = `path/2015-03-31/functions/${arn}/invocations`;
    return {
      id: arn,
      outputs: { arn, invokeArn: formatArn({ partition, service: 'apigateway', region, account: 'lambda', resource }) },
    };
  },
  checkInGraph: checkFunctionExists,
};

function arnOf(inputs: Properties, { partition, region, accountId: account }: ModelContext): string {
  const name = parseFunctionName(text(inputs, 'functionName') ?? '')?.name ?? '';
  return lambdaFunctionArn({ partition, region, account, name, qualifier: text(inputs, 'name') ?? '' });
}

function checkFunctionExists({ outputs }: Resource, _: unknown, lookup: ResourceLookup): readonly string[] {
  const name = text(outputs, 'functionName') ?? '';
  return lookup.byId(lambdaFunction.token, parseFunctionName(name)?.name ?? '') === undefined
    ? [`ResourceNotFoundException: Function not found: ${name}`]
    : [];
}

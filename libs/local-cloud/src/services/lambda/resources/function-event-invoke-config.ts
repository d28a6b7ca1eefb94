import { integer, object, oneOf, required, string, type Properties, type ResourceModel } from '@palisade/local-engine';
import { block, number, text } from '../../../kernel/properties.ts';
import { parseFunctionName } from '../function-name.ts';
import { destinationProblem } from '../target.ts';
import { lambdaFunction } from './function.ts';

export const FUNCTION_EVENT_INVOKE_CONFIG = 'aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig';

const destination = object({ destination: required(string) });

/** Source: Lambda API Reference, PutFunctionEventInvokeConfig. */
export const functionEventInvokeConfig: ResourceModel = {
  token: FUNCTION_EVENT_INVOKE_CONFIG,
  inputs: object({
    functionName: required(string),
    // Functions here have no published versions: this is the only one.
    qualifier: oneOf('$LATEST'),
    maximumEventAgeInSeconds: integer,
    maximumRetryAttempts: integer,
    destinationConfig: object({ onFailure: destination, onSuccess: destination }),
  }),
  replaceOn: ['functionName', 'qualifier'],
  defaults: (inputs) => ({ maximumRetryAttempts: inputs['maximumRetryAttempts'] ?? 2 }),
  check: checkConfig,
  outputs: (inputs) => {
    const qualifier = text(inputs, 'qualifier');
    return { id: `${text(inputs, 'functionName')}${qualifier === undefined ? '' : `:${qualifier}`}`, outputs: {} };
  },
  checkInGraph(resource, graph, lookup) {
    const name = parseFunctionName(text(resource.inputs, 'functionName') ?? '')?.name;
    if (name === undefined || lookup.byId(lambdaFunction.token, name) === undefined) {
      return [`ResourceNotFoundException: Function not found: ${text(resource.inputs, 'functionName')}`];
    }
    const first = graph.resources.find(
      (other) =>
        other.type === resource.type && parseFunctionName(text(other.inputs, 'functionName') ?? '')?.name === name,
    );
    return first === undefined || first.urn === resource.urn
      ? []
      : [`function ${name} already has one in ${first.urn}: the one applied last would overwrite the other`];
  },
};

function checkConfig(inputs: Properties): string[] {
  const problems: string[] = [];
  const age = number(inputs, 'maximumEventAgeInSeconds');
  if (age !== undefined && (age < 60 || age > 21_600)) {
    problems.push(`expected maximumEventAgeInSeconds to be in the range (60 - 21600), got ${age}`);
  }
  const retries = number(inputs, 'maximumRetryAttempts') ?? 2;
  if (retries < 0 || retries > 2)
    problems.push(`expected maximumRetryAttempts to be in the range (0 - 2), got ${retries}`);
  for (const kind of ['onFailure', 'onSuccess']) {
    const arn = text(block(block(inputs, 'destinationConfig') ?? {}, kind) ?? {}, 'destination');
    const problem = arn === undefined ? undefined : destinationProblem(arn);
    if (problem !== undefined) problems.push(`destinationConfig.${kind}: ${problem}`);
  }
  return problems;
}

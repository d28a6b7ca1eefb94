import { json, object, required, string, type ResourceModel } from '@palisade/local-engine';
import { checkDocument } from '../../../kernel/policy-document.ts';

export const LOG_RESOURCE_POLICY = 'aws:cloudwatch/logResourcePolicy:LogResourcePolicy';

/** The policy of a whole region. Policies of single log groups (`resourceArn`) are not modelled. */
export const logResourcePolicy: ResourceModel = {
  token: LOG_RESOURCE_POLICY,
  inputs: object({ policyDocument: required(json), policyName: required(string) }),
  replaceOn: ['policyName'],
  check({ policyDocument }) {
    if (typeof policyDocument !== 'string') return [];
    if (policyDocument.length > 5120) {
      return [
        `LimitExceededException: Resource limit exceeded. The policy has ${policyDocument.length} of 5120 characters.`,
      ];
    }
    return checkDocument(policyDocument, { name: 'policyDocument', kind: 'resource' }).problems.map(
      ({ message }) => `InvalidParameterException: ${message}`,
    );
  },
  checkInGraph: (resource, graph) =>
    graph.resources.filter(
      ({ type, outputs }) => type === LOG_RESOURCE_POLICY && outputs['region'] === resource.outputs['region'],
    ).length > 10
      ? ['LimitExceededException: Resource limit exceeded. A region takes 10 resource policies.']
      : [],
  outputs: ({ policyName }) => ({ id: String(policyName), outputs: { policyScope: 'ACCOUNT' } }),
};

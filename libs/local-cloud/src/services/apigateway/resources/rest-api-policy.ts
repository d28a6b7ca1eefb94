import { json, object, required, string, type ResourceModel } from '@palisade/local-engine';
import { REST_API } from './rest-api.ts';
import { apiPolicyProblems } from './api-policy.ts';
import { isDuplicate, unknownApi } from './lookup.ts';

export const REST_API_POLICY = 'aws:apigateway/restApiPolicy:RestApiPolicy';

export const restApiPolicy: ResourceModel = {
  token: REST_API_POLICY,
  inputs: object({ restApiId: required(string), policy: required(json) }),
  replaceOn: ['restApiId'],
  check: ({ policy }) => apiPolicyProblems(policy),
  outputs: ({ restApiId }) => ({ id: String(restApiId), outputs: {} }),
  checkInGraph(resource, graph, lookup) {
    const problems = unknownApi(resource.inputs, lookup, 'restApiId');
    if (isDuplicate(resource, graph, 'restApiId'))
      problems.push('The API has two RestApiPolicy resources: one would undo the other.');
    if (lookup.byId(REST_API, String(resource.inputs['restApiId']))?.inputs['policy'] !== undefined) {
      problems.push("The API has a policy of its own ('policy' of RestApi): one would undo the other.");
    }
    return problems;
  },
};

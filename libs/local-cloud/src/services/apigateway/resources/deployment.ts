import { map, object, required, string, type ResourceModel } from '@palisade/local-engine';
import { dependenciesOf } from '../../../kernel/dependencies.ts';
import { text } from '../../../kernel/properties.ts';
import { INTEGRATION } from './integration.ts';
import { METHOD } from './method.ts';
import { ID_ALPHABET, ofSameMethod, partsOf, unknownApi } from './lookup.ts';

export const DEPLOYMENT = 'aws:apigateway/deployment:Deployment';

/** Source: API Gateway API Reference, CreateDeployment. */
export const deployment: ResourceModel = {
  token: DEPLOYMENT,
  inputs: object({ restApi: required(string), description: string, triggers: map(string) }),
  replaceOn: ['restApi', 'triggers'],
  outputs: (_inputs, context) => ({ id: context.id('', 6, ID_ALPHABET), outputs: {} }),
  checkInGraph(resource, graph, lookup) {
    const problems = unknownApi(resource.inputs, lookup);
    if (problems.length > 0) return problems;
    const methods = partsOf(graph, METHOD, text(resource.inputs, 'restApi'));
    if (methods.length === 0) return ["BadRequestException: The REST API doesn't contain any methods"];
    if (methods.some((method) => ofSameMethod(graph, INTEGRATION, method) === undefined)) {
      problems.push('BadRequestException: No integration defined for method');
    }
    const before = dependenciesOf(resource, graph);
    const late = methods
      .map((method) => ofSameMethod(graph, INTEGRATION, method) ?? method)
      .find(({ urn }) => !before.has(urn));
    if (late !== undefined) {
      problems.push(
        `The deployment does not depend on ${late.name}: AWS may make it first, with the method missing ("The REST API doesn't contain ` +
          'any methods", "No integration defined for method"). Add it to dependsOn or to the triggers.',
      );
    }
    return problems;
  },
};

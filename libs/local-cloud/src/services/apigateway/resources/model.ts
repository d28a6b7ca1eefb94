import { json, object, required, string, type ResourceModel } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { modelProblem } from '../compiled/models.ts';
import { ID_ALPHABET, isDuplicate, partsOf, unknownApi } from './lookup.ts';

export const MODEL = 'aws:apigateway/model:Model';

/** Source: API Gateway API Reference, CreateModel; the schema is JSON Schema draft 4. */
export const model: ResourceModel = {
  token: MODEL,
  inputs: object({
    restApi: required(string),
    name: string,
    description: string,
    contentType: required(string),
    schema: json,
  }),
  name: { property: 'name', maxLength: 255, pattern: /^[A-Za-z0-9]+$/, automatic: true },
  replaceOn: ['contentType', 'name', 'restApi'],
  check: ({ schema }) =>
    typeof schema === 'string' && Buffer.byteLength(schema) > 400_000
      ? ['BadRequestException: The schema is larger than 400 KB']
      : [],
  outputs: (_inputs, context) => ({ id: context.id('', 6, ID_ALPHABET), outputs: {} }),
  checkInGraph(resource, graph, lookup) {
    const problems = unknownApi(resource.inputs, lookup);
    if (isDuplicate(resource, graph, 'restApi', 'name')) {
      problems.push(`ConflictException: Model name already exists for this REST API`);
    }
    const api = text(resource.inputs, 'restApi') ?? '';
    const models = partsOf(graph, MODEL, api).map(({ outputs }) => ({
      name: text(outputs, 'name') ?? '',
      schema: text(outputs, 'schema') ?? '{}',
    }));
    const problem = modelProblem(api, text(resource.outputs, 'name') ?? '', models);
    if (problem !== undefined) problems.push(`BadRequestException: Invalid model schema specified: ${problem}`);
    return problems;
  },
};

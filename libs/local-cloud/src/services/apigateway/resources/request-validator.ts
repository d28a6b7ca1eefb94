import { boolean, object, required, string, type ResourceModel } from '@palisade/local-engine';
import { ID_ALPHABET, unknownApi } from './lookup.ts';

export const REQUEST_VALIDATOR = 'aws:apigateway/requestValidator:RequestValidator';

/** Source: API Gateway API Reference, CreateRequestValidator. */
export const requestValidator: ResourceModel = {
  token: REQUEST_VALIDATOR,
  inputs: object({
    restApi: required(string),
    name: string,
    validateRequestBody: boolean,
    validateRequestParameters: boolean,
  }),
  name: { property: 'name', maxLength: 255, automatic: true },
  replaceOn: ['restApi'],
  defaults: () => ({ validateRequestBody: false, validateRequestParameters: false }),
  outputs: (_inputs, context) => ({ id: context.id('', 6, ID_ALPHABET), outputs: {} }),
  checkInGraph: ({ inputs }, _graph, lookup) => unknownApi(inputs, lookup),
};

import { boolean, map, object, string, type ResourceModel } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { managementArn } from '../arn.ts';
import { ID_ALPHABET } from './lookup.ts';

export const API_KEY = 'aws:apigateway/apiKey:ApiKey';

/** What AWS makes key values of. */
export const KEY_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
export const KEY_LENGTH = 40;
const VALUE = 'value-';

/** Source: API Gateway API Reference, CreateApiKey; the provider's limits for the value. */
export const apiKey: ResourceModel = {
  token: API_KEY,
  inputs: object({
    name: string,
    customerId: string,
    description: string,
    enabled: boolean,
    tags: map(string),
    value: string,
  }),
  name: { property: 'name', maxLength: 255, automatic: true },
  replaceOn: ['value'],
  defaults: () => ({ description: 'Managed by Pulumi', enabled: true }),
  secretOutputs: ['value'],
  check(inputs) {
    const problem = keyValueProblem(text(inputs, 'value'));
    return problem === undefined ? [] : [problem];
  },
  outputs(inputs, context) {
    const id = context.id('', 10, ID_ALPHABET);
    const { partition, region } = context;
    return {
      id,
      outputs: {
        arn: managementArn(partition, region, `/apikeys/${id}`),
        // Of another prefix than the id, or the id would tell how the value begins.
        value: text(inputs, 'value') ?? context.id(VALUE, KEY_LENGTH, KEY_ALPHABET).slice(VALUE.length),
      },
    };
  },
};

/** What is wrong with a key value given by a program or a caller; says nothing of the value itself. */
export function keyValueProblem(value: string | undefined): string | undefined {
  if (value === undefined || /^[!-~]{20,128}$/.test(value)) return undefined;
  return 'BadRequestException: An API key value has 20 to 128 printable characters without spaces';
}

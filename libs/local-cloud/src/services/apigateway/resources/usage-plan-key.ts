import { object, oneOf, required, string, type ResourceModel } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { API_KEY } from './api-key.ts';
import { isDuplicate } from './lookup.ts';

export const USAGE_PLAN_KEY = 'aws:apigateway/usagePlanKey:UsagePlanKey';

/** Source: API Gateway API Reference, CreateUsagePlanKey. Whether plan and key exist, only the whole cloud can tell. */
export const usagePlanKey: ResourceModel = {
  token: USAGE_PLAN_KEY,
  inputs: object({
    keyId: required(string),
    keyType: required(oneOf('API_KEY')),
    usagePlanId: required(string),
  }),
  replaceOn: ['keyId', 'keyType', 'usagePlanId'],
  secretOutputs: ['value'],
  outputs({ keyId }, { resources }) {
    const key = resources.byId(API_KEY, String(keyId));
    return {
      id: String(keyId),
      outputs: {
        name: text(key?.outputs ?? {}, 'name') ?? '',
        value: text(key?.outputs ?? {}, 'value') ?? '',
      },
    };
  },
  checkInGraph: (resource, graph) =>
    isDuplicate(resource, graph, 'keyId', 'usagePlanId')
      ? ['ConflictException: The API key is in this usage plan already']
      : [],
};

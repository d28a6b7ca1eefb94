import type { Properties } from '@palisade/local-engine';
import { block, blocks, number, text, textMap } from '../../../kernel/properties.ts';
import type { JsonObject } from '../../../kernel/wire.ts';
import type { ApiKey } from '../usage/api-key.ts';
import type { UsagePlan } from '../usage/usage-plan.ts';
import type { Usage } from '../usage/usage.ts';
import { given } from './shapes.ts';

/** A key; its value only where it was asked for and may be seen. */
export function apiKeyShape(key: ApiKey, usage: Usage, withValue: boolean): JsonObject {
  const { createdAt, updatedAt, id, name, description, customerId, enabled, tags, value } = key;
  return {
    id,
    ...(withValue && { value }),
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(customerId !== undefined && { customerId }),
    enabled,
    ...(createdAt !== undefined && { createdDate: Math.floor(createdAt / 1000) }),
    ...(updatedAt !== undefined && { lastUpdatedDate: Math.floor(updatedAt / 1000) }),
    stageKeys: usage.plansOf(key).flatMap(({ stages }) => [...stages.keys()]),
    tags,
  };
}

export function usagePlanKeyShape({ id, name, value }: ApiKey, withValue: boolean): JsonObject {
  return { id, type: 'API_KEY', ...(name !== undefined && { name }), ...(withValue && { value }) };
}

export function usagePlanShape({ resource: { id, outputs } }: UsagePlan): JsonObject {
  const throttle = block(outputs, 'throttleSettings');
  const quota = block(outputs, 'quotaSettings');
  return {
    id,
    ...given(outputs, 'name', 'description', 'productCode'),
    apiStages: blocks(outputs, 'apiStages').map(apiStageShape),
    ...(throttle && { throttle: throttleShape(throttle) }),
    ...(quota && {
      quota: {
        limit: number(quota, 'limit') ?? 0,
        offset: number(quota, 'offset') ?? 0,
        period: text(quota, 'period') ?? '',
      },
    }),
    tags: textMap(outputs, 'tagsAll'),
  };
}

function apiStageShape(stage: Properties): JsonObject {
  const throttles = blocks(stage, 'throttles');
  return {
    ...given(stage, 'apiId', 'stage'),
    ...(throttles.length > 0 && {
      throttle: Object.fromEntries(throttles.map((each) => [text(each, 'path') ?? '', throttleShape(each)])),
    }),
  };
}

function throttleShape(throttle: Properties): JsonObject {
  return { burstLimit: number(throttle, 'burstLimit') ?? 0, rateLimit: number(throttle, 'rateLimit') ?? 0 };
}

import {
  integer,
  list,
  map,
  number,
  object,
  oneOf,
  required,
  string,
  type Properties,
  type ResourceModel,
} from '@palisade/local-engine';
import { block, blocks, number as numberOf, text } from '../../../kernel/properties.ts';
import { managementArn } from '../arn.ts';
import { parseMethodPath } from '../snapshot/method-path.ts';
import { ID_ALPHABET } from './lookup.ts';

export const USAGE_PLAN = 'aws:apigateway/usagePlan:UsagePlan';

const limits = { burstLimit: integer, rateLimit: number };
/** Days a period may begin after the first of its week or month. Source: the provider's check of `quotaSettings`. */
const OFFSETS: Readonly<Record<string, number>> = { DAY: 0, WEEK: 6, MONTH: 27 };

/** Source: API Gateway API Reference, CreateUsagePlan. */
export const usagePlan: ResourceModel = {
  token: USAGE_PLAN,
  inputs: object({
    name: string,
    description: string,
    apiStages: list(
      object({
        apiId: required(string),
        stage: required(string),
        throttles: list(object({ path: required(string), ...limits })),
      }),
    ),
    productCode: string,
    quotaSettings: object({
      limit: required(integer),
      offset: integer,
      period: required(oneOf('DAY', 'WEEK', 'MONTH')),
    }),
    tags: map(string),
    throttleSettings: object(limits),
  }),
  name: { property: 'name', maxLength: 255, automatic: true },
  replaceOn: [],
  check(inputs) {
    const stages = blocks(inputs, 'apiStages');
    const names = stages.map((stage) => `${text(stage, 'apiId')}:${text(stage, 'stage')}`);
    return [
      ...throttleProblems('throttleSettings', block(inputs, 'throttleSettings')),
      ...quotaProblems(block(inputs, 'quotaSettings')),
      ...names
        .filter((name, at) => names.indexOf(name) !== at)
        .map((name) => `BadRequestException: The usage plan names the API stage ${name} twice`),
      ...stages.flatMap((stage) => blocks(stage, 'throttles').flatMap(methodThrottleProblems)),
    ];
  },
  outputs(_inputs, context) {
    const id = context.id('', 6, ID_ALPHABET);
    const { partition, region } = context;
    return { id, outputs: { arn: managementArn(partition, region, `/usageplans/${id}`) } };
  },
};

function methodThrottleProblems(throttle: Properties): string[] {
  const path = text(throttle, 'path') ?? '';
  const problems = throttleProblems(`throttles[${path}]`, throttle);
  if (parseMethodPath(path) !== undefined) return problems;
  return [...problems, `BadRequestException: Invalid throttle path: ${path}. Write */* or PATH/METHOD.`];
}

/** The provider sends 0 for a limit that is left out, and 0 lets no request pass. */
function throttleProblems(where: string, throttle: Properties | undefined): string[] {
  if (throttle === undefined) return [];
  const rate = numberOf(throttle, 'rateLimit');
  const burst = numberOf(throttle, 'burstLimit');
  if (rate === undefined || burst === undefined) {
    return [
      `${where} needs both rateLimit and burstLimit: the provider sends 0 for the one left out, which lets no request pass.`,
    ];
  }
  return rate < 0 || burst < 0 ? [`BadRequestException: ${where}: limits must not be negative`] : [];
}

function quotaProblems(quota: Properties | undefined): string[] {
  if (quota === undefined) return [];
  const problems: string[] = [];
  const period = text(quota, 'period') ?? '';
  const offset = numberOf(quota, 'offset') ?? 0;
  const most = OFFSETS[period] ?? 0;
  if ((numberOf(quota, 'limit') ?? 0) < 1)
    problems.push('BadRequestException: Usage Plan quota limit must be at least 1');
  if (offset < 0 || offset > most) {
    problems.push(
      most === 0
        ? 'Usage Plan quota offset must be zero in the DAY period'
        : `Usage Plan quota offset must be between 0 and ${most} inclusive in the ${period} period`,
    );
  }
  return problems;
}

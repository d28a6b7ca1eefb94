import * as aws from '@pulumi/aws';
import type { ApiKeyLevel } from '@palisade/shared-types';
import { apiKeyLevels } from '@palisade/shared-types';
import type * as pulumi from '@pulumi/pulumi';
import type { ApiStage } from '../../components/api-stage.ts';
import type { RestApi } from '../../components/rest-api.ts';
import type { Part } from './part.ts';

export type UsagePlans = Readonly<Record<ApiKeyLevel, aws.apigateway.UsagePlan>>;

/** A plan for each level of key: how fast, and how often a day. Keys are issued later and put into the plan of their level. */
export function createUsagePlans(
  { settings, stack }: Part,
  { api, stage }: { readonly api: RestApi; readonly stage: ApiStage },
  opts: pulumi.CustomResourceOptions,
): UsagePlans {
  const plan = (level: ApiKeyLevel): aws.apigateway.UsagePlan => {
    const { burst, quotaPerDay, rate } = settings.plans[level];
    return new aws.apigateway.UsagePlan(
      `${level}-plan`,
      {
        name: stack.names(`${level}-plan`),
        description: `What a key of level ${level} may ask for`,
        apiStages: [{ apiId: api.id, stage: stage.stageName }],
        throttleSettings: { rateLimit: rate, burstLimit: burst },
        quotaSettings: { limit: quotaPerDay, period: 'DAY' },
      },
      opts,
    );
  };
  const [readOnly, readWrite, admin] = apiKeyLevels;
  return { [readOnly]: plan(readOnly), [readWrite]: plan(readWrite), [admin]: plan(admin) };
}

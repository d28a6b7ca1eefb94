import type { EventTable } from '../event-table.ts';
import { acm } from './certificates.ts';
import { apigateway, cloudtrail, ec2 } from './control.ts';
import { route53 } from './domains.ts';
import { dynamodb } from './dynamodb.ts';
import { iam, sts } from './identity.ts';
import { kms } from './kms.ts';
import { lambda } from './lambda.ts';
import { sns, sqs } from './messaging.ts';
import { cloudwatch, logs, xray } from './observability.ts';
import { config, securityhub } from './posture.ts';
import { s3 } from './s3.ts';
import { wafv2 } from './waf.ts';

/** By the name of the service. A new service is a line here, a new operation a word in its table: `tables.spec.ts` asks for both. */
export const tables: Readonly<Record<string, EventTable>> = {
  acm,
  apigateway,
  cloudtrail,
  cloudwatch,
  config,
  dynamodb,
  ec2,
  iam,
  kms,
  lambda,
  logs,
  route53,
  s3,
  securityhub,
  sns,
  sqs,
  sts,
  wafv2,
  xray,
};

/** Every type of data events there is here. */
export const dataResourceTypes: readonly string[] = Object.values(tables).flatMap(({ data = {} }) => Object.keys(data));

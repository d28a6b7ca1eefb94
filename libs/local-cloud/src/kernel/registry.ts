import { acm } from '../services/acm/index.ts';
import { apigateway } from '../services/apigateway/index.ts';
import { cloudtrail } from '../services/cloudtrail/index.ts';
import { cloudwatch } from '../services/cloudwatch/index.ts';
import { config } from '../services/config/index.ts';
import { dynamodb } from '../services/dynamodb/index.ts';
import { ec2 } from '../services/ec2/index.ts';
import { iam } from '../services/iam/index.ts';
import { kms } from '../services/kms/index.ts';
import { lambda } from '../services/lambda/index.ts';
import { logs } from '../services/logs/index.ts';
import { route53 } from '../services/route53/index.ts';
import { s3 } from '../services/s3/index.ts';
import { securityhub } from '../services/securityhub/index.ts';
import { sns } from '../services/sns/index.ts';
import { sqs } from '../services/sqs/index.ts';
import { sts } from '../services/sts/index.ts';
import { wafv2 } from '../services/wafv2/index.ts';
import { xray } from '../services/xray/index.ts';
import type { Service } from './service.ts';

/**
 * Every service of the local cloud. A new one is a line here and a folder under `services/`. They switch over in this order: first
 * those that others ask while they do.
 */
export const services: readonly Service[] = [
  iam,
  kms,
  route53,
  acm,
  cloudwatch,
  apigateway,
  dynamodb,
  ec2,
  lambda,
  logs,
  s3,
  sqs,
  sns,
  sts,
  wafv2,
  xray,
  cloudtrail,
  config,
  securityhub,
];

import type { ConfigReader } from '../../config-reader.ts';
import { roleOrUserArns } from '../iam-arns.ts';

/** The keys a documents stack may set beside the shared ones. */
export interface DocumentsSettings {
  readonly vpcCidr: string;
  /** `routed`: the public subnets reach an internet gateway. `isolated`: they do not, and are public in name only. */
  readonly publicSubnets: 'routed' | 'isolated';
  readonly stageName: string;
  readonly logRetentionDays: number;
  /** How long a replaced or deleted version of a document is kept. */
  readonly documentVersionDays: number;
  readonly accessLogDays: number;
  readonly throttle: { readonly rate: number; readonly burst: number };
  /** 0: none reserved. */
  readonly reservedConcurrency: number;
  /** `managed`: this stack sets API Gateway's account-wide log role. `existing`: the account has one already. */
  readonly apiGatewayAccount: 'managed' | 'existing';
  /** A read-only role for end-to-end checks from outside the VPC. */
  readonly verifierRole: 'enabled' | 'absent';
  /** Beside the deployer, who may manage the bucket. */
  readonly administratorArns: readonly string[];
  /** Who may read and write documents from anywhere, in an emergency. */
  readonly breakGlassArns: readonly string[];
  /** Who may become the client and the verifier; the deployer, when empty. */
  readonly callerArns: readonly string[];
}

/** What CloudWatch Logs accepts up to two years, from the 90 days this system must keep. */
const retentions = ['90', '120', '150', '180', '365', '400', '545', '731'] as const;

export function readDocumentsSettings(reader: ConfigReader): DocumentsSettings {
  return {
    vpcCidr: reader.text('palisade:vpcCidr', {
      pattern: /^10\.(\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])\.0\.0\/16$/,
      must: 'a /16 network in 10.0.0.0/8',
      example: '10.20.0.0/16',
      fallback: '10.20.0.0/16',
    }),
    publicSubnets: reader.choice('palisade:publicSubnets', ['routed', 'isolated'], 'routed'),
    stageName: reader.text('palisade:stageName', {
      pattern: /^[A-Za-z0-9_-]{1,128}$/,
      must: '1 to 128 letters, digits, hyphens or underscores',
      example: 'default',
      fallback: 'default',
    }),
    logRetentionDays: Number(reader.choice('palisade:logRetentionDays', retentions, '90')),
    documentVersionDays: reader.integer('palisade:documentVersionDays', days(90)),
    accessLogDays: reader.integer('palisade:accessLogDays', days(365)),
    throttle: {
      rate: reader.integer('palisade:throttleRate', {
        min: 1,
        max: 10_000,
        fallback: 100,
        must: '1 to 10000 requests per second',
      }),
      burst: reader.integer('palisade:throttleBurst', {
        min: 1,
        max: 5_000,
        fallback: 200,
        must: '1 to 5000 requests',
      }),
    },
    reservedConcurrency: reader.integer('palisade:reservedConcurrency', {
      min: 0,
      max: 10_000,
      fallback: 0,
      must: '0 (none reserved) to 10000, and 100 less than the account allows',
    }),
    apiGatewayAccount: reader.choice('palisade:apiGatewayAccount', ['managed', 'existing'], 'managed'),
    verifierRole: reader.choice('palisade:verifierRole', ['enabled', 'absent'], 'absent'),
    administratorArns: reader.list('palisade:administratorArns', roleOrUserArns),
    breakGlassArns: reader.list('palisade:breakGlassArns', roleOrUserArns),
    callerArns: reader.list('palisade:callerArns', roleOrUserArns),
  };
}

function days(fallback: number): { min: number; max: number; fallback: number; must: string } {
  return { min: 1, max: 3650, fallback, must: '1 to 3650 days' };
}

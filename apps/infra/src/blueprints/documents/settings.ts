import type { ConfigReader } from '../../config-reader.ts';
import { roleOrUserArns } from '../iam-arns.ts';
import {
  auditRetentions,
  days,
  readReservedConcurrency,
  readStageName,
  readThrottle,
  readVpcCidr,
} from '../stage-settings.ts';

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

export function readDocumentsSettings(reader: ConfigReader): DocumentsSettings {
  return {
    vpcCidr: readVpcCidr(reader, '10.20.0.0/16'),
    publicSubnets: reader.choice('palisade:publicSubnets', ['routed', 'isolated'], 'routed'),
    stageName: readStageName(reader, 'default'),
    logRetentionDays: Number(reader.choice('palisade:logRetentionDays', auditRetentions, '90')),
    documentVersionDays: reader.integer('palisade:documentVersionDays', days(90)),
    accessLogDays: reader.integer('palisade:accessLogDays', days(365)),
    throttle: readThrottle(reader, { rate: 100, burst: 200 }),
    reservedConcurrency: readReservedConcurrency(reader),
    apiGatewayAccount: reader.choice('palisade:apiGatewayAccount', ['managed', 'existing'], 'managed'),
    verifierRole: reader.choice('palisade:verifierRole', ['enabled', 'absent'], 'absent'),
    administratorArns: reader.list('palisade:administratorArns', roleOrUserArns),
    breakGlassArns: reader.list('palisade:breakGlassArns', roleOrUserArns),
    callerArns: reader.list('palisade:callerArns', roleOrUserArns),
  };
}

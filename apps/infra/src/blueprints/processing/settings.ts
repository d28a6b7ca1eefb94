import { apiKeyLevels, type ApiKeyLevel } from '@palisade/shared-types';
import type { ConfigReader } from '../../config-reader.ts';
import { roleOrUserArns } from '../iam-arns.ts';
import {
  emails,
  readAuditKeeping,
  readStageName,
  readThrottle,
  readVpcCidr,
  requests,
  requestsPerSecond,
  type AuditKeeping,
} from '../stage-settings.ts';

/** How much the keys of one level may ask for. */
export interface PlanLimits {
  /** Requests per second. */
  readonly rate: number;
  readonly burst: number;
  /** Requests of a key per day. */
  readonly quotaPerDay: number;
}

/** The keys a processing stack may set beside the shared ones. */
export interface ProcessingSettings extends AuditKeeping {
  /** First part of every name. */
  readonly namePrefix: string;
  readonly stageName: string;
  readonly vpcCidr: string;
  /** Of the whole stage. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  readonly plans: Readonly<Record<ApiKeyLevel, PlanLimits>>;
  /** How long a key that was revoked may still work, at most. */
  readonly authorizerCacheSeconds: number;
  readonly presignedSeconds: number;
  readonly maxUploadMegabytes: number;
  /** 32 secret bytes in hex, which seal the cursors of lists. */
  readonly cursorKey: string;
  readonly tracing: 'active' | 'pass-through';
  /** `managed`: this stack makes a trail. `existing`: the account has one, with the data events that are asked for. */
  readonly trail: 'managed' | 'existing';
  /** `managed`: this stack sets API Gateway's account-wide log role. `existing`: the account and region have one already. */
  readonly apiGatewayAccount: 'managed' | 'existing';
  /** A role that reads documents and logs from outside the VPC, for checks. */
  readonly verifierRole: 'enabled' | 'absent';
  /** Beside the deployer, who may manage the bucket, the tables and the dead letters. */
  readonly administratorArns: readonly string[];
  /** Who may become the verifier; the deployer, when empty. */
  readonly callerArns: readonly string[];
  readonly alarmEmails: readonly string[];
  /** Who is told of every document that is processed, failed or deleted. */
  readonly changeEmails: readonly string[];
}

export function readProcessingSettings(reader: ConfigReader): ProcessingSettings {
  return {
    ...readNames(reader),
    ...readAuditKeeping(reader),
    ...readLimits(reader),
    cursorKey: reader.secret('palisade:cursorKey', {
      pattern: /^[0-9a-f]{64}$/,
      must: '32 random bytes in 64 lower-case hex digits',
    }),
    tracing: reader.choice('palisade:tracing', ['active', 'pass-through'], 'active'),
    trail: reader.choice('palisade:trail', ['managed', 'existing'], 'managed'),
    apiGatewayAccount: reader.choice('palisade:apiGatewayAccount', ['managed', 'existing'], 'managed'),
    verifierRole: reader.choice('palisade:verifierRole', ['enabled', 'absent'], 'absent'),
    administratorArns: reader.list('palisade:administratorArns', roleOrUserArns),
    callerArns: reader.list('palisade:callerArns', roleOrUserArns),
    alarmEmails: reader.list('palisade:alarmEmails', emails),
    changeEmails: reader.list('palisade:changeEmails', emails),
  };
}

function readNames(reader: ConfigReader): Pick<ProcessingSettings, 'namePrefix' | 'stageName' | 'vpcCidr'> {
  return {
    // Eight characters and a suffix of sixteen are what bucket names have room for.
    namePrefix: reader.text('palisade:namePrefix', {
      pattern: /^[a-z][a-z0-9-]{0,7}$/,
      must: '1 to 8 lower-case letters, digits or hyphens, beginning with a letter',
      example: 'prod',
      fallback: 'prod',
    }),
    stageName: readStageName(reader, 'v1'),
    vpcCidr: readVpcCidr(reader, '10.40.0.0/16'),
  };
}

type Limits = 'throttle' | 'plans' | 'authorizerCacheSeconds' | 'presignedSeconds' | 'maxUploadMegabytes';

function readLimits(reader: ConfigReader): Pick<ProcessingSettings, Limits> {
  const [readOnly, readWrite, admin] = apiKeyLevels;
  return {
    throttle: readThrottle(reader, { rate: 500, burst: 1000 }),
    plans: {
      [readOnly]: readPlan(reader, 'readOnly', { rate: 100, burst: 200, quotaPerDay: 100_000 }),
      [readWrite]: readPlan(reader, 'readWrite', { rate: 50, burst: 100, quotaPerDay: 50_000 }),
      [admin]: readPlan(reader, 'admin', { rate: 20, burst: 40, quotaPerDay: 10_000 }),
    },
    authorizerCacheSeconds: reader.integer('palisade:authorizerCacheSeconds', {
      min: 0,
      max: 3600,
      fallback: 300,
      must: '0 (ask every time) to 3600 seconds',
    }),
    presignedSeconds: reader.integer('palisade:presignedSeconds', {
      min: 30,
      max: 3600,
      fallback: 900,
      must: '30 to 3600 seconds',
    }),
    maxUploadMegabytes: reader.integer('palisade:maxUploadMegabytes', {
      min: 1,
      // What the processor can read in the memory it is given.
      max: 200,
      fallback: 100,
      must: '1 to 200 MiB',
    }),
  };
}

function readPlan(reader: ConfigReader, level: string, { burst, quotaPerDay, rate }: PlanLimits): PlanLimits {
  return {
    rate: reader.integer(`palisade:${level}Rate`, requestsPerSecond(rate)),
    burst: reader.integer(`palisade:${level}Burst`, requests(burst)),
    quotaPerDay: reader.integer(`palisade:${level}QuotaPerDay`, {
      min: 1,
      max: 1_000_000_000,
      fallback: quotaPerDay,
      must: '1 to 1000000000 requests a day',
    }),
  };
}

import type { ConfigReader } from '../../config-reader.ts';
import { roleOrUserArns } from '../iam-arns.ts';
import { readReservedConcurrency, readStageName, readThrottle } from '../stage-settings.ts';

/** The keys a secure-api stack may set beside the shared ones. */
export interface SecureApiSettings {
  readonly stageName: string;
  readonly logRetentionDays: number;
  /** Origins whose pages may call the API from a browser; none, and no CORS header, when empty. */
  readonly allowedOrigins: readonly string[];
  readonly throttle: { readonly rate: number; readonly burst: number };
  /** 0: none reserved. */
  readonly reservedConcurrency: number;
  /** `managed`: this stack sets API Gateway's account-wide log role. `existing`: the account and region have one already. */
  readonly apiGatewayAccount: 'managed' | 'existing';
  /** A role that reads the function's log and the access log, for checks and operators. */
  readonly verifierRole: 'enabled' | 'absent';
  /** Who may become the client and the verifier; the deployer, when empty. */
  readonly callerArns: readonly string[];
}

/** What CloudWatch Logs accepts up to two years. */
const retentions = [
  '1',
  '3',
  '5',
  '7',
  '14',
  '30',
  '60',
  '90',
  '120',
  '150',
  '180',
  '365',
  '400',
  '545',
  '731',
] as const;

export function readSecureApiSettings(reader: ConfigReader): SecureApiSettings {
  return {
    stageName: readStageName(reader, 'prod'),
    logRetentionDays: Number(reader.choice('palisade:logRetentionDays', retentions, '90')),
    allowedOrigins: reader.list('palisade:allowedOrigins', {
      pattern: /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/,
      must: 'whole origins, never *',
      example: 'https://app.example.com',
    }),
    throttle: readThrottle(reader, { rate: 100, burst: 200 }),
    reservedConcurrency: readReservedConcurrency(reader),
    apiGatewayAccount: reader.choice('palisade:apiGatewayAccount', ['managed', 'existing'], 'managed'),
    verifierRole: reader.choice('palisade:verifierRole', ['enabled', 'absent'], 'absent'),
    callerArns: reader.list('palisade:callerArns', roleOrUserArns),
  };
}

import type { ConfigReader } from '../../config-reader.ts';
import { roleOrUserArns } from '../iam-arns.ts';
import {
  emails,
  readAuditKeeping,
  readStageName,
  readThrottle,
  readVpcCidr,
  type AuditKeeping,
} from '../stage-settings.ts';

/** The keys a payments stack may set beside the shared ones. */
export interface PaymentsSettings extends AuditKeeping {
  /** The name clients call, in lower case. */
  readonly domainName: string;
  /** Public hosted zone that answers for the name; empty: this stack makes one, which its parent must delegate to. */
  readonly hostedZoneId: string;
  /** Certificates (PEM) of the authorities whose clients get in. */
  readonly truststoreFile: string;
  readonly stageName: string;
  readonly vpcCidr: string;
  /** `routed`: the public subnets reach an internet gateway. `isolated`: they do not, and are public in name only. */
  readonly publicSubnets: 'routed' | 'isolated';
  /** How long a payment document is locked against deletion from when it is put; 0: it is not. */
  readonly documentLockDays: number;
  /** How long the deletion of a key can be taken back. */
  readonly keyDeletionDays: number;
  /** Of the whole stage. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  /** Requests that one address may send in five minutes, to everything and to `POST /process-payment`. */
  readonly requestsPerAddress: number;
  readonly paymentsPerAddress: number;
  /** Countries that requests may come from, ISO 3166 alpha-2; everywhere, when empty. */
  readonly allowedCountries: readonly string[];
  readonly tracing: 'active' | 'pass-through';
  /** `managed`: this stack makes a trail. `existing`: the account has one, with the data events that are asked for. */
  readonly trail: 'managed' | 'existing';
  /** Objects whose data events the trail records: of this stack's buckets, or of every bucket of the account. */
  readonly trailObjects: 'own' | 'all';
  /**
   * `managed`: this stack sets API Gateway's account-wide log role, and takes it with it when it goes. `existing`: the account and region
   * have one already.
   */
  readonly apiGatewayAccount: 'managed' | 'existing';
  /** Beside the deployer, who manages buckets, tables and keys without a second factor. */
  readonly administratorArns: readonly string[];
  /** Who may become the operator, with a second factor; the deployer, when empty. */
  readonly operatorArns: readonly string[];
  readonly alarmEmails: readonly string[];
}

export function readPaymentsSettings(reader: ConfigReader): PaymentsSettings {
  return {
    ...readDomain(reader),
    ...readNetwork(reader),
    ...readKeeping(reader),
    ...readLimits(reader),
    tracing: reader.choice('palisade:tracing', ['active', 'pass-through'], 'active'),
    trail: reader.choice('palisade:trail', ['managed', 'existing'], 'managed'),
    trailObjects: reader.choice('palisade:trailObjects', ['own', 'all'], 'own'),
    apiGatewayAccount: reader.choice('palisade:apiGatewayAccount', ['managed', 'existing'], 'managed'),
    administratorArns: reader.list('palisade:administratorArns', roleOrUserArns),
    operatorArns: reader.list('palisade:operatorArns', roleOrUserArns),
    alarmEmails: reader.list('palisade:alarmEmails', emails),
  };
}

/** What only whoever deploys knows: without it nothing is made. */
function readDomain(reader: ConfigReader): Pick<PaymentsSettings, 'domainName' | 'hostedZoneId' | 'truststoreFile'> {
  return {
    domainName: reader.text('palisade:domainName', {
      pattern: /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
      must: 'a domain name in lower case',
      example: 'payments.example.com',
    }),
    hostedZoneId: reader.text('palisade:hostedZoneId', {
      pattern: /^Z[A-Z0-9]{1,31}$/,
      must: 'the id of a public hosted zone',
      example: 'Z0123456789ABCDEFGHIJ',
      fallback: '',
    }),
    truststoreFile: reader.text('palisade:truststoreFile', {
      pattern: /^[^\0]+\.pem$/,
      must: 'a PEM file, below the workspace or by its whole path',
      example: '.palisade/certs/ca.pem',
    }),
  };
}

function readNetwork(reader: ConfigReader): Pick<PaymentsSettings, 'publicSubnets' | 'stageName' | 'vpcCidr'> {
  return {
    stageName: readStageName(reader, 'v1'),
    vpcCidr: readVpcCidr(reader, '10.50.0.0/16'),
    publicSubnets: reader.choice('palisade:publicSubnets', ['routed', 'isolated'], 'isolated'),
  };
}

function readKeeping(
  reader: ConfigReader,
): Pick<PaymentsSettings, keyof AuditKeeping | 'documentLockDays' | 'keyDeletionDays'> {
  return {
    ...readAuditKeeping(reader),
    documentLockDays: reader.integer('palisade:documentLockDays', {
      min: 0,
      max: 3650,
      fallback: 0,
      must: '0 (not locked) to 3650 days',
    }),
    keyDeletionDays: reader.integer('palisade:keyDeletionDays', {
      min: 7,
      max: 30,
      fallback: 10,
      must: '7 to 30 days',
    }),
  };
}

type Limits = 'allowedCountries' | 'paymentsPerAddress' | 'requestsPerAddress' | 'throttle';

function readLimits(reader: ConfigReader): Pick<PaymentsSettings, Limits> {
  const perAddress = (fallback: number) => ({
    min: 10,
    max: 2_000_000_000,
    fallback,
    must: '10 to 2000000000 requests in five minutes',
  });
  return {
    throttle: readThrottle(reader, { rate: 500, burst: 1000 }),
    requestsPerAddress: reader.integer('palisade:requestsPerAddress', perAddress(2000)),
    paymentsPerAddress: reader.integer('palisade:paymentsPerAddress', perAddress(100)),
    allowedCountries: reader.list('palisade:allowedCountries', {
      pattern: /^[A-Z]{2}$/,
      must: 'country codes of ISO 3166, such as US',
      example: 'US',
    }),
  };
}

import type { ConfigReader } from '../../config-reader.ts';

/**
 * Of something the account has once: `managed`: this stack makes it. `adopt`: it is there, and this stack takes it over as it is.
 * `existing`: it is there, and somebody else's.
 */
export type Ownership = 'managed' | 'adopt' | 'existing';

/** The keys a baseline stack may set beside the shared ones. */
export interface BaselineSettings {
  /** Security Hub and its standards. */
  readonly securityHub: Ownership;
  /** The recorder of AWS Config, its delivery channel, its status and the bucket of its history. */
  readonly configRecorder: Ownership;
  /** The service-linked role of AWS Config: of an account that ever used Config it is there already. */
  readonly configServiceRole: Ownership;
  /** S3's public access block of the whole account. */
  readonly accountPublicAccess: Ownership;
  /** Days for which the history of Config is kept. */
  readonly configHistoryDays: number;
}

const ownerships = ['managed', 'adopt', 'existing'] as const;
const SEVEN_YEARS = 2557;

export function readBaselineSettings(reader: ConfigReader): BaselineSettings {
  const ownership = (key: string): Ownership => reader.choice(`palisade:${key}`, ownerships, 'managed');
  return {
    securityHub: ownership('securityHub'),
    configRecorder: ownership('configRecorder'),
    configServiceRole: ownership('configServiceRole'),
    accountPublicAccess: ownership('accountPublicAccess'),
    configHistoryDays: reader.integer('palisade:configHistoryDays', {
      fallback: SEVEN_YEARS,
      min: 365,
      max: 3650,
      must: 'a whole number of days from 365 to 3650',
    }),
  };
}

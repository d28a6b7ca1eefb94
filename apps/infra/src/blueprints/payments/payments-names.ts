import { bucketNameIn, namesFor, type Names } from '../../names.ts';
import type { Place } from '../blueprint.ts';

/** Names that policies point at, fixed before anything is made, so that nothing waits for another in a circle. */
export interface PaymentsNames {
  readonly functionName: string;
  readonly functionLogGroup: string;
  /** As the requirement has it: in the global namespace, with the account behind the suffix. */
  readonly bucket: string;
  readonly truststoreBucket: string;
  readonly accessLogBucket: string;
  /** Where the access logs of each bucket begin in it. */
  readonly accessLogPrefixes: Readonly<Record<'documents' | 'truststore' | 'trail', string>>;
  readonly transactionsTable: string;
  readonly revokedCertificatesTable: string;
  readonly alarmTopic: string;
  readonly api: string;
  readonly accessLogGroup: string;
  readonly webAcl: string;
  /** WAF delivers to groups of this prefix only. */
  readonly wafLogGroup: string;
  readonly flowLogGroup: string;
  readonly trail: string;
  readonly trailBucket: string;
  readonly trailLogGroup: string;
  /** Without `alias/`. */
  readonly keyAliases: Readonly<Record<KeyKind, string>>;
  readonly metricNamespace: string;
}

/** The three keys that the requirement names, and the one of everything about operations. */
export type KeyKind = 's3' | 'dynamodb' | 'logs' | 'operations';

export function paymentsNames(
  { names, place }: { readonly names: Names; readonly place: Place },
  environmentSuffix: string,
): PaymentsNames {
  const api = names('api');
  const trail = names('audit-trail');
  return {
    functionName: names('processor'),
    functionLogGroup: `/aws/lambda/${names('processor')}`,
    bucket: `${names('docs')}-${place.account}`,
    truststoreBucket: bucketNameIn(place, names('truststore')),
    accessLogBucket: bucketNameIn(place, names('access-logs')),
    accessLogPrefixes: { documents: 'documents/', truststore: 'truststore/', trail: 'trail/' },
    transactionsTable: names('transactions'),
    revokedCertificatesTable: names('revoked-certificates'),
    alarmTopic: names('alarms'),
    api,
    accessLogGroup: `/aws/apigateway/${api}`,
    webAcl: names('waf'),
    wafLogGroup: namesFor(environmentSuffix)('aws-waf-logs-payment'),
    flowLogGroup: `/aws/vpc/${names('flow-log')}`,
    trail,
    trailBucket: bucketNameIn(place, names('trail')),
    trailLogGroup: `/aws/cloudtrail/${trail}`,
    keyAliases: { s3: names('s3'), dynamodb: names('dynamodb'), logs: names('logs'), operations: names('operations') },
    metricNamespace: names('security'),
  };
}

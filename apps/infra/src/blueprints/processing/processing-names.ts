import { bucketNameIn, type Names } from '../../names.ts';
import type { Place } from '../blueprint.ts';

/** The functions of the platform. */
export const functionKinds = ['authorizer', 'apiHandler', 'processor', 'notifier'] as const;
export type FunctionKind = (typeof functionKinds)[number];

/** What belongs to one function: everything has one of its own. */
export interface FunctionNames {
  /** Type part of its names. */
  readonly type: string;
  readonly name: string;
  readonly logGroup: string;
  readonly deadLetterQueue: string;
}

/** Names that policies point at, fixed before anything is made, so that nothing waits for another in a circle. */
export interface ProcessingNames {
  readonly bucket: string;
  readonly accessLogBucket: string;
  /** Where the access logs of the documents bucket, and of the trail's, begin in it. */
  readonly accessLogPrefixes: Readonly<Record<'documents' | 'trail', string>>;
  readonly documentsTable: string;
  readonly permissionsTable: string;
  readonly functions: Readonly<Record<FunctionKind, FunctionNames>>;
  readonly changesTopic: string;
  readonly alarmTopic: string;
  readonly api: string;
  readonly accessLogGroup: string;
  readonly flowLogGroup: string;
  readonly trail: string;
  readonly trailBucket: string;
  readonly trailLogGroup: string;
  /** Without `alias/`. */
  readonly keyAliases: Readonly<Record<'data' | 'logs' | 'messaging', string>>;
  readonly metricNamespace: string;
  readonly dashboard: string;
}

export function processingNames({ names, place }: { readonly names: Names; readonly place: Place }): ProcessingNames {
  const ofFunction = (type: string): FunctionNames => ({
    type,
    name: names(type),
    logGroup: `/aws/lambda/${names(type)}`,
    deadLetterQueue: names(`${type}-dlq`),
  });
  return {
    bucket: bucketNameIn(place, names('documents')),
    accessLogBucket: bucketNameIn(place, names('access-logs')),
    accessLogPrefixes: { documents: 'documents/', trail: 'trail/' },
    documentsTable: names('documents'),
    permissionsTable: names('api-permissions'),
    functions: {
      authorizer: ofFunction('api-authorizer'),
      apiHandler: ofFunction('api-handler'),
      processor: ofFunction('document-processor'),
      notifier: ofFunction('document-notifier'),
    },
    changesTopic: names('document-changes'),
    alarmTopic: names('alarms'),
    api: names('documents-api'),
    accessLogGroup: `/aws/apigateway/${names('documents-api')}`,
    flowLogGroup: `/aws/vpc/${names('flow-log')}`,
    trail: names('audit-trail'),
    trailBucket: bucketNameIn(place, names('trail')),
    trailLogGroup: `/aws/cloudtrail/${names('audit-trail')}`,
    keyAliases: { data: names('data'), logs: names('logs'), messaging: names('messaging') },
    metricNamespace: names('processing'),
    dashboard: names('processing'),
  };
}

import * as pulumi from '@pulumi/pulumi';
import type { CustomerKey } from '../../components/customer-key.ts';
import type { LogKeeping } from '../../components/log-group.ts';
import { PrivateFunction } from '../../components/private-function.ts';
import { bundleOf } from '../../handler-bundle.ts';
import type { Messaging } from './messaging.ts';
import type { Network } from './network.ts';
import type { Part } from './part.ts';
import type { FunctionKind } from './processing-names.ts';
import type { FunctionRoles } from './roles.ts';
import type { Buckets, Tables } from './storage.ts';

export type Functions = Readonly<Record<FunctionKind, PrivateFunction>>;

export interface FunctionsArgs {
  readonly roles: FunctionRoles;
  readonly network: Network;
  readonly buckets: Buckets;
  readonly tables: Tables;
  readonly messaging: Messaging;
  /** Encrypts their environments. */
  readonly key: CustomerKey;
  /** Encrypts what they store, by name. */
  readonly dataKey: CustomerKey;
  readonly keeping: LogKeeping;
}

/** What one function is beside what all are. */
interface Kind {
  /** Its folder in `apps/`, whose build it runs. */
  readonly app: string;
  readonly description: string;
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  /** Where its code may connect to. */
  readonly securityGroupIds: pulumi.Input<string>[];
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
}

/** The four functions, in private subnets, each with its own role, log, dead letters and ways out. */
export function createFunctions(part: Part, args: FunctionsArgs, opts: pulumi.ComponentResourceOptions): Functions {
  const create = (kind: FunctionKind, logical: string): PrivateFunction =>
    createFunction(part, args, kind, logical, opts);
  return {
    authorizer: create('authorizer', 'authorizer'),
    apiHandler: create('apiHandler', 'api-handler'),
    processor: create('processor', 'processor'),
    notifier: create('notifier', 'notifier'),
  };
}

function createFunction(
  part: Part,
  { key, keeping, messaging, network, roles, ...things }: FunctionsArgs,
  kind: FunctionKind,
  logical: string,
  opts: pulumi.ComponentResourceOptions,
): PrivateFunction {
  const { logGroup, name } = part.physical.functions[kind];
  const { app, description, environment, memoryMegabytes, securityGroupIds, timeoutSeconds } = kinds[kind](part, {
    ...things,
    messaging,
    network,
  });
  return new PrivateFunction(
    logical,
    {
      functionName: name,
      description,
      role: roles[kind],
      code: bundleOf(app),
      handler: 'index.handler',
      environment,
      kmsKeyArn: key.arn,
      network: {
        subnetIds: network.vpc.privateSubnetIds,
        securityGroupIds,
        parkingSecurityGroupId: network.vpc.emptySecurityGroupId,
      },
      logGroupName: logGroup,
      keeping,
      deadLetterQueueArn: messaging.deadLetters[kind].arn,
      tracing: part.settings.tracing === 'active' ? 'Active' : 'PassThrough',
      timeoutSeconds,
      memoryMegabytes,
      reservedConcurrency: undefined,
    },
    opts,
  );
}

type Things = Pick<FunctionsArgs, 'buckets' | 'dataKey' | 'messaging' | 'network' | 'tables'>;

/** Memory as each README says; more is more processor time as well, less is what the examined documents do not fit in. */
const kinds: Readonly<Record<FunctionKind, (part: Part, things: Things) => Kind>> = {
  authorizer: (_, { network, tables }) => ({
    app: 'api-authorizer',
    description: 'Says who holds an API key and what it may call',
    environment: { PERMISSIONS_TABLE: tables.permissions.name },
    securityGroupIds: [network.dynamodb.clientSecurityGroupId],
    timeoutSeconds: 10,
    memoryMegabytes: 256,
  }),
  apiHandler: ({ settings }, { buckets, dataKey, network, tables }) => ({
    app: 'api-handler',
    description: 'Takes documents in, shows them and takes them away',
    environment: {
      DOCUMENTS_TABLE: tables.documents.name,
      BUCKET_NAME: buckets.documents.name,
      KMS_KEY_ARN: dataKey.arn,
      CURSOR_KEY: pulumi.secret(settings.cursorKey),
      MAX_UPLOAD_BYTES: String(settings.maxUploadMegabytes * MIB),
      PRESIGNED_SECONDS: String(settings.presignedSeconds),
    },
    securityGroupIds: [network.s3.clientSecurityGroupId, network.dynamodb.clientSecurityGroupId],
    timeoutSeconds: 29,
    memoryMegabytes: 512,
  }),
  processor: ({ settings }, { buckets, network, tables }) => ({
    app: 'document-processor',
    description: 'Finds out whether a document is what it was said to be, and what is in it',
    environment: {
      DOCUMENTS_TABLE: tables.documents.name,
      BUCKET_NAME: buckets.documents.name,
      MAX_DOCUMENT_BYTES: String(settings.maxUploadMegabytes * MIB),
    },
    securityGroupIds: [network.s3.clientSecurityGroupId, network.dynamodb.clientSecurityGroupId],
    timeoutSeconds: 60,
    memoryMegabytes: 1024,
  }),
  notifier: (_, { messaging, network }) => ({
    app: 'document-notifier',
    description: 'Tells of documents that were processed, failed or were deleted',
    environment: { TOPIC_ARN: messaging.changes.arn },
    securityGroupIds: [network.sns.clientSecurityGroupId],
    timeoutSeconds: 30,
    memoryMegabytes: 256,
  }),
};

const MIB = 1024 * 1024;

import type * as pulumi from '@pulumi/pulumi';
import type { LogKeeping } from '../../components/log-group.ts';
import { PrivateFunction } from '../../components/private-function.ts';
import type { PrivateNetwork } from '../../components/private-network.ts';
import { bundleOf } from '../../handler-bundle.ts';
import type { Keys } from './keys.ts';
import type { Ways } from './network.ts';
import type { Part } from './part.ts';
import type { Roles } from './roles.ts';
import type { Buckets, Tables } from './storage.ts';

export interface HandlerArgs {
  readonly roles: Roles;
  readonly vpc: PrivateNetwork;
  readonly ways: Ways;
  readonly keys: Keys;
  readonly buckets: Buckets;
  readonly tables: Tables;
  readonly keeping: LogKeeping;
}

/**
 * The payment processor, in the private subnets of three zones. API Gateway calls it and waits, so what fails is told to the caller and
 * no dead-letter queue would ever fill.
 */
export function createHandler(part: Part, args: HandlerArgs, opts: pulumi.ComponentResourceOptions): PrivateFunction {
  const { physical, settings, stack } = part;
  const { buckets, keeping, keys, roles, tables, vpc, ways } = args;
  return new PrivateFunction(
    'processor',
    {
      functionName: physical.functionName,
      description: 'Takes payments of holders of client certificates, and shows them',
      role: roles.handler,
      code: bundleOf('payment-handler'),
      handler: 'index.handler',
      environment: {
        ENVIRONMENT_SUFFIX: stack.config.environmentSuffix,
        TRANSACTIONS_TABLE: tables.transactions.name,
        REVOKED_CERTIFICATES_TABLE: tables.revokedCertificates.name,
        RECEIPTS_BUCKET: buckets.documents.name,
        RECEIPTS_KEY_ARN: keys.s3.arn,
      },
      kmsKeyArn: keys.operations.arn,
      network: {
        subnetIds: vpc.privateSubnetIds,
        securityGroupIds: securityGroupsOf(ways),
        parkingSecurityGroupId: vpc.emptySecurityGroupId,
      },
      logGroupName: physical.functionLogGroup,
      keeping,
      tracing: settings.tracing === 'active' ? 'Active' : 'PassThrough',
      // Two calls of DynamoDB and one of S3: what takes longer than this has gone wrong, and its caller may try again.
      timeoutSeconds: 15,
      memoryMegabytes: 512,
      reservedConcurrency: undefined,
    },
    opts,
  );
}

/** The groups by which the function gets to each endpoint. */
export function securityGroupsOf({ dynamodb, logs, s3 }: Ways): pulumi.Output<string>[] {
  return [s3.clientSecurityGroupId, dynamodb.clientSecurityGroupId, logs.clientSecurityGroupId];
}

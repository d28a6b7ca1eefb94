import {
  paymentDocumentsKeyPolicy,
  paymentLogsKeyPolicy,
  paymentOperationsKeyPolicy,
  paymentTablesKeyPolicy,
} from '@palisade/policies';
import * as pulumi from '@pulumi/pulumi';
import { CustomerKey } from '../../components/customer-key.ts';
import type { RestApi } from '../../components/rest-api.ts';
import { policyJson } from '../../policy-json.ts';
import { administratorsOf, type Part } from './part.ts';
import type { KeyKind } from './payments-names.ts';
import type { Roles } from './roles.ts';

export type Keys = Readonly<Record<KeyKind, CustomerKey>>;

/** A key for payment documents, one for the tables, one for the logs, and one for what operations need. */
export function createKeys(
  part: Part,
  args: { readonly api: RestApi; readonly roles: Roles },
  opts: pulumi.ComponentResourceOptions,
): Keys {
  const { physical, settings, stack } = part;
  const roles = { functionRoleArn: args.roles.handler.arn, operatorRoleArn: args.roles.operator.arn };
  const of = (kind: KeyKind) => ({
    ...stack.place,
    name: physical.keyAliases[kind],
    deployerArns: administratorsOf(part),
  });
  const { bucket, functionName, revokedCertificatesTable, trail, transactionsTable } = physical;
  const trailIfManaged = settings.trail === 'managed' ? { trail } : {};
  return {
    s3: createKey(
      part,
      's3',
      'Encrypts payment documents',
      policyJson(paymentDocumentsKeyPolicy, { ...of('s3'), ...roles, bucket }),
      opts,
    ),
    dynamodb: createKey(
      part,
      'dynamodb',
      'Encrypts transactions and revoked certificates',
      policyJson(paymentTablesKeyPolicy, { ...of('dynamodb'), ...roles, transactionsTable, revokedCertificatesTable }),
      opts,
    ),
    logs: createKey(
      part,
      'logs',
      'Encrypts every log of the payments API',
      policyJson(paymentLogsKeyPolicy, { ...of('logs'), logGroups: logGroupsOf(part, args.api) }),
      opts,
    ),
    operations: createKey(
      part,
      'operations',
      'Encrypts the trail, alarms and the environment of the function',
      policyJson(paymentOperationsKeyPolicy, { ...of('operations'), functionName, ...trailIfManaged }),
      opts,
    ),
  };
}

/** By name, since they wait for the key; the execution log's holds the API's id, so the API comes first. */
function logGroupsOf({ physical, settings }: Part, api: RestApi): [pulumi.Input<string>, ...pulumi.Input<string>[]] {
  return [
    pulumi.interpolate`API-Gateway-Execution-Logs_${api.id}/${settings.stageName}`,
    physical.accessLogGroup,
    physical.functionLogGroup,
    physical.flowLogGroup,
    physical.wafLogGroup,
    ...(settings.trail === 'managed' ? [physical.trailLogGroup] : []),
  ];
}

function createKey(
  { physical, settings }: Part,
  kind: KeyKind,
  description: string,
  policy: pulumi.Output<string>,
  opts: pulumi.ComponentResourceOptions,
): CustomerKey {
  return new CustomerKey(
    `${kind}-key`,
    { description, alias: physical.keyAliases[kind], policy, deletionWindowInDays: settings.keyDeletionDays },
    opts,
  );
}

import {
  assumableByPolicy,
  lambdaTrustPolicy,
  paymentFunctionPolicy,
  paymentOperatorPolicy,
  toJson,
} from '@palisade/policies';
import { RECEIPTS_PREFIX } from '@palisade/shared-types';
import type * as pulumi from '@pulumi/pulumi';
import type { PrivateNetwork } from '../../components/private-network.ts';
import { ServiceRole } from '../../components/service-role.ts';
import { policyJson } from '../../policy-json.ts';
import type { Part } from './part.ts';

export interface Roles {
  /** Of the payment processor. */
  readonly handler: ServiceRole;
  /** A person's, for which they show a second factor. */
  readonly operator: ServiceRole;
}

/** Seconds for which a second factor counts. */
const MFA_AGE = 3600;

export interface RolesArgs {
  readonly vpc: PrivateNetwork;
  /** Known later: the key's policy names the role, and the role's policy the key. */
  readonly receiptsKeyArn: pulumi.Output<string>;
}

/** Their policies name nearly everything by names that are fixed, so the roles come before all but the VPC. */
export function createRoles(
  part: Part,
  { receiptsKeyArn, vpc }: RolesArgs,
  opts: pulumi.ComponentResourceOptions,
): Roles {
  const { physical, settings, stack } = part;
  const { functionLogGroup: logGroup, functionName } = physical;
  const documents = {
    ...stack.place,
    transactionsTable: physical.transactionsTable,
    revokedCertificatesTable: physical.revokedCertificatesTable,
    bucket: physical.bucket,
    receiptPrefix: RECEIPTS_PREFIX,
  };
  const [first = stack.deployerArn, ...rest] = settings.operatorArns;
  return {
    handler: new ServiceRole(
      'processor-role',
      {
        names: stack.names,
        type: 'processor-role',
        description: 'Enters transactions and keeps receipts',
        trustPolicy: toJson(lambdaTrustPolicy()),
        permissionPolicy: policyJson(
          (known: { readonly vpcId: string; readonly receiptsKeyArn: string }) =>
            paymentFunctionPolicy({
              ...documents,
              ...known,
              functionName,
              logGroup,
              tracing: settings.tracing === 'active',
            }),
          { vpcId: vpc.vpcId, receiptsKeyArn },
        ),
      },
      opts,
    ),
    operator: new ServiceRole(
      'operator-role',
      {
        names: stack.names,
        type: 'operator-role',
        description: 'Looks payments up and revokes client certificates',
        trustPolicy: toJson(assumableByPolicy({ principals: [first, ...rest], mfa: { maxAgeSeconds: MFA_AGE } })),
        permissionPolicy: toJson(paymentOperatorPolicy(documents)),
      },
      opts,
    ),
  };
}

import {
  assumableByPolicy,
  decryptLogGroups,
  headObject,
  identityPolicy,
  kmsKeyArn,
  readLogGroups,
  toJson,
  type Policy,
} from '@palisade/policies';
import { INCOMING_PREFIX } from '@palisade/shared-types';
import type * as pulumi from '@pulumi/pulumi';
import type { CustomerKey } from '../../components/customer-key.ts';
import { ServiceRole } from '../../components/service-role.ts';
import { policyJson } from '../../policy-json.ts';
import type { Part } from './part.ts';
import { functionKinds } from './processing-names.ts';

/** May look at stored documents and read the logs that tell of a request, from outside the VPC: for checks, so off unless asked for. */
export function createVerifierRole(
  part: Part,
  logsKey: CustomerKey,
  opts: pulumi.ComponentResourceOptions,
): ServiceRole | undefined {
  const { settings, stack } = part;
  if (settings.verifierRole === 'absent') return undefined;
  const [first = stack.deployerArn, ...rest] = settings.callerArns;
  return new ServiceRole(
    'verifier-role',
    {
      names: stack.names,
      type: 'verifier-role',
      description: 'Reads documents and logs to verify a deployment',
      trustPolicy: toJson(assumableByPolicy({ principals: [first, ...rest] })),
      permissionPolicy: policyJson(({ keyId }: { readonly keyId: string }) => verifierPolicy(part, keyId), {
        keyId: logsKey.id,
      }),
    },
    opts,
  );
}

function verifierPolicy({ physical, stack: { place } }: Part, keyId: string): Policy {
  const groups = functionKinds.map((kind) => physical.functions[kind].logGroup);
  return identityPolicy('verifier', [
    headObject({
      partition: place.partition,
      bucket: physical.bucket,
      keys: `${INCOMING_PREFIX}*`,
      sid: 'VerifyDocuments',
    }),
    readLogGroups({ ...place, groups: [physical.accessLogGroup, ...groups] }),
    decryptLogGroups({ region: place.region, keys: [kmsKeyArn({ ...place, id: keyId })] }),
  ]);
}

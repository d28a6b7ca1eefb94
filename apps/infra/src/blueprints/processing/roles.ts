import {
  apiAuthorizerPolicy,
  apiHandlerPolicy,
  documentNotifierPolicy,
  documentProcessorPolicy,
  lambdaTrustPolicy,
  toJson,
  type Policy,
} from '@palisade/policies';
import { documentIndexes, INCOMING_PREFIX } from '@palisade/shared-types';
import type * as pulumi from '@pulumi/pulumi';
import { ServiceRole } from '../../components/service-role.ts';
import type { Part } from './part.ts';
import type { FunctionKind } from './processing-names.ts';

export type FunctionRoles = Readonly<Record<FunctionKind, ServiceRole>>;

/** A role for each function. Their policies name everything by names that are fixed, so the roles come first of all. */
export function createFunctionRoles(part: Part, opts: pulumi.ComponentResourceOptions): FunctionRoles {
  const { physical, stack } = part;
  const role = (kind: FunctionKind, logical: string, description: string, policy: Policy): ServiceRole =>
    new ServiceRole(
      logical,
      {
        names: stack.names,
        type: `${physical.functions[kind].type}-role`,
        description,
        trustPolicy: toJson(lambdaTrustPolicy()),
        permissionPolicy: toJson(policy),
      },
      opts,
    );
  const { authorizer, apiHandler, processor, notifier } = policiesOf(part);
  return {
    authorizer: role('authorizer', 'authorizer-role', 'Looks API keys up', authorizer),
    apiHandler: role('apiHandler', 'api-handler-role', 'Keeps documents and their entries', apiHandler),
    processor: role('processor', 'processor-role', 'Reads documents and writes what is in them', processor),
    notifier: role('notifier', 'notifier-role', 'Tells of changes of documents', notifier),
  };
}

function policiesOf({ physical, settings, stack }: Part): Readonly<Record<FunctionKind, Policy>> {
  const of = (kind: FunctionKind) => {
    const { deadLetterQueue, logGroup, name } = physical.functions[kind];
    const tracing = settings.tracing === 'active';
    return { ...stack.place, functionName: name, logGroup, deadLetterQueue, tracing };
  };
  const documents = { table: physical.documentsTable, bucket: physical.bucket, prefix: INCOMING_PREFIX };
  const indexes = Object.values(documentIndexes).map(({ name }) => name);
  return {
    authorizer: apiAuthorizerPolicy({ ...of('authorizer'), permissionsTable: physical.permissionsTable }),
    apiHandler: apiHandlerPolicy({ ...of('apiHandler'), ...documents, indexes }),
    processor: documentProcessorPolicy({ ...of('processor'), ...documents }),
    notifier: documentNotifierPolicy({ ...of('notifier'), ...documents, topic: physical.changesTopic }),
  };
}

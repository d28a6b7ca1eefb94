import { processingDataKeyPolicy, processingLogsKeyPolicy, processingMessagingKeyPolicy } from '@palisade/policies';
import * as pulumi from '@pulumi/pulumi';
import { CustomerKey } from '../../components/customer-key.ts';
import type { RestApi } from '../../components/rest-api.ts';
import { policyJson } from '../../policy-json.ts';
import { administratorsOf, type Part } from './part.ts';
import { functionKinds, type FunctionNames } from './processing-names.ts';
import type { FunctionRoles } from './roles.ts';

/**
 * The key of every log group, and of the trail. Its policy names the groups, so it is made before them; the execution log's name
 * holds the API's id, so the API is made before the key.
 */
export function createLogsKey(part: Part, api: RestApi, opts: pulumi.ComponentResourceOptions): CustomerKey {
  const { physical, settings, stack } = part;
  const executionLogGroup = pulumi.interpolate`API-Gateway-Execution-Logs_${api.id}/${settings.stageName}`;
  const managed = settings.trail === 'managed';
  const groups: [pulumi.Input<string>, ...pulumi.Input<string>[]] = [
    executionLogGroup,
    physical.accessLogGroup,
    physical.flowLogGroup,
    ...functionsOf(part).map(({ logGroup }) => logGroup),
    ...(managed ? [physical.trailLogGroup] : []),
  ];
  return createKey(part, 'logs', 'Encrypts every log of the platform and its trail', opts, (name) =>
    policyJson(processingLogsKeyPolicy, {
      ...stack.place,
      name,
      logGroups: groups,
      ...(managed && { trail: physical.trail }),
    }),
  );
}

/** The key of documents, their entries and API keys' permissions. */
export function createDataKey(
  part: Part,
  args: { readonly roles: FunctionRoles; readonly readerArns: pulumi.Input<string>[] },
  opts: pulumi.ComponentResourceOptions,
): CustomerKey {
  const { physical, stack } = part;
  return createKey(part, 'data', 'Encrypts documents, their entries and permissions of API keys', opts, (name) =>
    policyJson(processingDataKeyPolicy, {
      ...stack.place,
      name,
      roleArns: arnsOf(args.roles),
      deployerArns: administratorsOf(part),
      readerArns: args.readerArns,
      bucket: physical.bucket,
      documentsTable: physical.documentsTable,
      permissionsTable: physical.permissionsTable,
    }),
  );
}

/** The key of topics, queues and the functions' environments. */
export function createMessagingKey(
  part: Part,
  roles: FunctionRoles,
  opts: pulumi.ComponentResourceOptions,
): CustomerKey {
  const { physical, stack } = part;
  const [first, ...others] = functionsOf(part);
  return createKey(part, 'messaging', 'Encrypts topics, queues and environments of functions', opts, (name) =>
    policyJson(processingMessagingKeyPolicy, {
      ...stack.place,
      name,
      roleArns: arnsOf(roles),
      deployerArns: administratorsOf(part),
      topic: physical.changesTopic,
      queues: [first.deadLetterQueue, ...others.map(({ deadLetterQueue }) => deadLetterQueue)],
      functionNames: [first.name, ...others.map(({ name: each }) => each)],
    }),
  );
}

function createKey(
  { physical, stack }: Part,
  kind: 'data' | 'logs' | 'messaging',
  description: string,
  opts: pulumi.ComponentResourceOptions,
  policy: (name: string) => pulumi.Output<string>,
): CustomerKey {
  const alias = physical.keyAliases[kind];
  return new CustomerKey(
    `${kind}-key`,
    { description, alias, policy: policy(alias), deletionWindowInDays: stack.config.protection === 'prod' ? 30 : 7 },
    opts,
  );
}

function functionsOf({ physical }: Part): [FunctionNames, ...FunctionNames[]] {
  const [first, ...others] = functionKinds;
  return [physical.functions[first], ...others.map((kind) => physical.functions[kind])];
}

function arnsOf({ authorizer, apiHandler, processor, notifier }: FunctionRoles) {
  return {
    authorizer: authorizer.arn,
    apiHandler: apiHandler.arn,
    processor: processor.arn,
    notifier: notifier.arn,
  };
}

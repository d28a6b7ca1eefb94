import { readDeployed, type Deployed } from '@palisade/local-cloud';
import type { Graph } from '@palisade/local-engine';
import {
  dynamodbTableArn,
  executeApiArn,
  kmsKeyArn,
  lambdaFunctionArn,
  logGroupArn,
  logGroupContentsArn,
  s3BucketArn,
  s3ObjectArn,
  snsTopicArn,
  type Link,
  type ModelEndpoint,
  type ModelResource,
  type Service,
} from '@palisade/policies';
import {
  kmsWays,
  s3Ways,
  type LogName,
  type PaymentsCaller,
  type PaymentsResource,
  type PaymentsWay,
} from '../../src/blueprints/payments/access-names.ts';
import { GraphView, text } from '../graph-view.ts';
import { paymentsPaths } from './payments-paths.ts';
import { paymentsPrincipals } from './payments-principals.ts';
import { apiGatewayLogRole, roleNamed } from './processing-principals.ts';
import { actionsOfService, defaultKeyPolicy, everyAction, type World } from './world.ts';

export type PaymentsWorld = World<PaymentsCaller, PaymentsResource, PaymentsWay>;

/** A payments stack, with everybody and everything its access contract speaks of. */
export function paymentsWorld(graph: Graph): PaymentsWorld {
  const view = new GraphView(graph);
  const account = view.output('account_id');
  const deployed = readDeployed([graph], account);
  return {
    model: {
      account,
      principals: paymentsPrincipals(view, deployed),
      resources: resourcesOf(view, deployed),
      endpoints: endpointsOf(view, deployed),
      links: linksOf(view),
    },
    scope: {
      paths: paymentsPaths(view),
      actions: (on) => (on === 'anything else' ? everyAction : actionsOfService(serviceOf(on))),
      by: (on) => (on === 'anything else' ? ['tls'] : (waysTo[serviceOf(on)] ?? ['tls'])),
    },
  };
}

const waysTo: Readonly<Record<string, readonly PaymentsWay[]>> = {
  s3: s3Ways,
  kms: kmsWays,
  dynamodb: ['tls', 'dynamodb-endpoint', 'other-endpoint'],
  logs: ['tls', 'logs-endpoint'],
  sns: ['tls', 'plain-http'],
};

function serviceOf(resource: PaymentsResource): Service {
  if (/bucket|object|^receipt$/.test(resource)) return 's3';
  if (/ table$/.test(resource)) return 'dynamodb';
  if (/ key$/.test(resource)) return 'kms';
  if (/ log( streams)?$/.test(resource)) return 'logs';
  if (/ topic$/.test(resource)) return 'sns';
  if (/^any method/.test(resource)) return 'execute-api';
  if (/role$/.test(resource)) return 'sts';
  return 'lambda';
}

function endpointsOf(view: GraphView, { endpoints }: Deployed): Readonly<Record<string, ModelEndpoint>> {
  const named = (service: string): ModelEndpoint => {
    const found = endpoints.find(({ id }) => id === view.output(`${service}_endpoint_id`));
    if (found === undefined) throw new Error(`The stack has no endpoint of ${service}.`);
    return found;
  };
  return { s3: named('s3'), dynamodb: named('dynamodb'), logs: named('logs') };
}

type At = (arn: string, policyOn?: string) => ModelResource;

function resourcesOf(view: GraphView, deployed: Deployed): Record<PaymentsResource, ModelResource> {
  const here = { account: view.output('account_id'), region: view.output('region') };
  const at: At = (arn, policyOn = arn) => {
    const policy = deployed.resource.get(policyOn);
    return { arn, ...(policy && { policy }) };
  };
  const output = (name: string): ModelResource => at(view.output(name));
  const api = {
    ...here,
    api: view.output('rest_api_id'),
    stage: view.output('stage_name'),
    method: 'POST',
    path: 'process-payment',
  };
  return {
    ...bucketsOf(view, at),
    ...logsOf(view, at),
    'transactions table': output('dynamodb_table_arn'),
    'revoked certificates table': output('revoked_certificates_table_arn'),
    'other table': at(dynamodbTableArn({ ...here, table: 'other-table' })),
    's3 key': output('kms_s3_key_arn'),
    'dynamodb key': output('kms_dynamodb_key_arn'),
    'logs key': output('kms_logs_key_arn'),
    'operations key': output('kms_operations_key_arn'),
    'other key': { arn: kmsKeyArn({ ...here, id: 'other' }), policy: defaultKeyPolicy(here.account) },
    'alarm topic': output('alarm_topic_arn'),
    'other topic': at(snsTopicArn({ ...here, name: 'other-topic' })),
    'any method of this API': at(executeApiArn(api)),
    'any method of another API': at(executeApiArn({ ...api, api: 'other00000' })),
    processor: output('lambda_function_arn'),
    'other function': at(lambdaFunctionArn({ ...here, name: 'other' })),
    'processor role': output('lambda_role_arn'),
    'operator role': output('operator_role_arn'),
    'flow log role': at(roleNamed(view, 'flow-log-role')),
    'trail role': at(roleNamed(view, 'trail-role')),
    'API Gateway log role': at(apiGatewayLogRole(view)),
    'anything else': { arn: '*' },
  };
}

function bucketsOf(view: GraphView, at: At) {
  const account = view.output('account_id');
  const bucket = (name: string) => at(s3BucketArn({ bucket: name }));
  const object = (name: string, key: string) => at(s3ObjectArn({ bucket: name, key }), s3BucketArn({ bucket: name }));
  const [documents, truststore, accessLogs, trail] = ['s3', 'truststore', 'access_log', 'trail'].map((name) =>
    view.output(`${name}_bucket_name`),
  ) as [string, string, string, string];
  return {
    'documents bucket': bucket(documents),
    receipt: object(documents, 'receipts/5a/tx-001.json'),
    'object elsewhere': object(documents, 'elsewhere/x'),
    'truststore bucket': bucket(truststore),
    'truststore object': object(truststore, 'truststore.pem'),
    'access log bucket': bucket(accessLogs),
    'access log object': object(accessLogs, 'documents/2026/01/01/log'),
    'trail bucket': bucket(trail),
    'trail object': object(trail, `AWSLogs/${account}/CloudTrail/us-east-1/x.json.gz`),
    'trail object of another account': object(trail, 'AWSLogs/999999999999/CloudTrail/us-east-1/x.json.gz'),
    'other bucket': bucket('other-bucket'),
    'other object': object('other-bucket', 'x'),
  };
}

function logsOf(view: GraphView, at: At): Record<`${LogName} log` | `${LogName} log streams`, ModelResource> {
  const here = { account: view.output('account_id'), region: view.output('region') };
  const groups: Readonly<Record<LogName, string>> = {
    processor: view.output('lambda_log_group_name'),
    access: view.output('access_log_group_name'),
    execution: view.output('execution_log_group_name'),
    waf: view.output('waf_log_group_name'),
    flow: view.output('flow_log_group_name'),
    trail: view.output('trail_log_group_name'),
    other: '/aws/lambda/other',
  };
  const both = Object.entries(groups).flatMap(([name, group]) => [
    [`${name} log`, at(logGroupArn({ ...here, group }))],
    [`${name} log streams`, at(logGroupContentsArn({ ...here, group }).replace(/\*$/, 'log-stream:x'))],
  ]);
  return Object.fromEntries(both) as ReturnType<typeof logsOf>;
}

/** Each method with the function it calls, each log group with the key it is encrypted with. */
function linksOf(view: GraphView): readonly Link[] {
  const groups = view.all('aws:cloudwatch/logGroup:LogGroup').map((group) => text(group, 'arn'));
  const methods = view.all('aws:lambda/permission:Permission').map(({ inputs }) => String(inputs['sourceArn']));
  return [
    ...methods.map((method) => ({ type: 'integration', method, function: 'processor' }) as const),
    ...groups.map((logGroup) => ({ type: 'encryption', logGroup, key: 'logs key' }) as const),
  ];
}

import { readDeployed, type Deployed } from '@palisade/local-cloud';
import type { Graph } from '@palisade/local-engine';
import type { ModelResource, Service } from '@palisade/policies';
import { s3Ways } from '../../src/blueprints/access-ways.ts';
import {
  kmsWays,
  type PaymentsCaller,
  type PaymentsResource,
  type PaymentsWay,
} from '../../src/blueprints/payments/access-names.ts';
import { GraphView } from '../graph-view.ts';
import { paymentsPaths } from './payments-paths.ts';
import { methodOf, paymentsPrincipals } from './payments-principals.ts';
import { bucketAt, endpointIn, linksOf, logsAt, objectAt, resourceIn } from './resources.ts';
import { serviceResources } from './service-resources.ts';
import { actionsAsked, type World } from './world.ts';

export type PaymentsWorld = World<PaymentsCaller, PaymentsResource, PaymentsWay>;

/** A payments stack, with everybody and everything its access contract speaks of. */
export function paymentsWorld(graph: Graph): PaymentsWorld {
  const view = new GraphView(graph);
  const account = view.output('account_id');
  const deployed = readDeployed([graph], account);
  const endpoint = (service: string) => endpointIn(deployed, view.output(`${service}_endpoint_id`));
  return {
    model: {
      account,
      principals: paymentsPrincipals(view, deployed),
      resources: resourcesOf(view, deployed),
      endpoints: { s3: endpoint('s3'), dynamodb: endpoint('dynamodb'), logs: endpoint('logs') },
      links: linksOf(view, { function: 'processor', key: 'logs key' }),
    },
    scope: {
      paths: paymentsPaths(view),
      actions: actionsAsked(serviceOf),
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

function resourcesOf(view: GraphView, deployed: Deployed): Record<PaymentsResource, ModelResource> {
  const at = resourceIn(deployed);
  const output = (name: string): ModelResource => at(view.output(name));
  const method = methodOf(view);
  const [bucket, object] = [bucketAt(at), objectAt(at)];
  const [documents, truststore] = [view.output('s3_bucket_name'), view.output('truststore_bucket_name')];
  return {
    ...serviceResources(view, at, {
      accessLogBucket: view.output('access_log_bucket_name'),
      trailBucket: view.output('trail_bucket_name'),
      alarmTopicArn: view.output('alarm_topic_arn'),
      logsKeyArn: view.output('kms_logs_key_arn'),
      logs: {
        access: view.output('access_log_group_name'),
        execution: view.output('execution_log_group_name'),
        flow: view.output('flow_log_group_name'),
        trail: view.output('trail_log_group_name'),
      },
      method,
    }),
    ...logsAt(at, method, {
      processor: view.output('lambda_log_group_name'),
      waf: view.output('waf_log_group_name'),
    }),
    'documents bucket': bucket(documents),
    receipt: object(documents, 'receipts/5a/tx-001.json'),
    'object elsewhere': object(documents, 'elsewhere/x'),
    'truststore bucket': bucket(truststore),
    'truststore object': object(truststore, 'truststore.pem'),
    'transactions table': output('dynamodb_table_arn'),
    'revoked certificates table': output('revoked_certificates_table_arn'),
    's3 key': output('kms_s3_key_arn'),
    'dynamodb key': output('kms_dynamodb_key_arn'),
    'operations key': output('kms_operations_key_arn'),
    processor: output('lambda_function_arn'),
    'processor role': output('lambda_role_arn'),
    'operator role': output('operator_role_arn'),
  };
}

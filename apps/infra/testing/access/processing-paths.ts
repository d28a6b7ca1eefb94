import { snsTopicArn, sqsQueueArn, type RequestPath } from '@palisade/policies';
import type { ProcessingWay } from '../../src/blueprints/processing/access-names.ts';
import type { GraphView } from '../graph-view.ts';
import { askingFor, outside, pathsToKeys, pathsToS3, tableContext, through, tls, viaService } from './paths.ts';

const minutes = 60_000;

/** The ways of the contract as requests carry them. */
export function processingPaths(view: GraphView): Readonly<Record<ProcessingWay, RequestPath>> {
  const here = { account: view.output('accountId'), region: view.output('region') };
  const documents = view.output('dataKeyArn');
  const presigned = (age: number): RequestPath => ({
    context: {
      ...tls,
      ...outside,
      ...askingFor(documents),
      's3:authType': 'REST-QUERY-STRING',
      's3:signatureAge': age,
    },
  });
  const via = viaService(here);
  const viaTable = (output: string) => via('dynamodb', tableContext(here.account, view.output(output)));
  return {
    ...pathsToS3({ documents, other: view.output('logsKeyArn') }),
    presigned: presigned(1 * minutes),
    'old-presigned': presigned(60 * minutes),
    ...pathsToKeys({
      ...here,
      bucketArn: view.output('bucketArn'),
      functionArn: view.output('processorFunctionArn'),
      logGroup: view.output('processorLogGroupName'),
      trail: view.output('trailName'),
    }),
    'via-dynamodb-documents': viaTable('documentsTableName'),
    'via-dynamodb-permissions': viaTable('permissionsTableName'),
    'via-sns': via('sns', { 'aws:sns:topicArn': view.output('changesTopicArn') }),
    'via-sns-other-topic': via('sns', { 'aws:sns:topicArn': snsTopicArn({ ...here, name: 'other-topic' }) }),
    'via-sqs': via('sqs', { 'aws:sqs:arn': view.output('processorDeadLetterQueueArn') }),
    'via-sqs-other-queue': via('sqs', { 'aws:sqs:arn': sqsQueueArn({ ...here, name: 'other-queue' }) }),
    'dynamodb-endpoint': through('dynamodb'),
    'sns-endpoint': through('sns'),
    'api-endpoint': through('execute-api'),
  };
}

import {
  boolean,
  integer,
  list,
  map,
  object,
  oneOf,
  refused,
  required,
  string,
  type Properties,
  type ResourceModel,
} from '@palisade/local-engine';
import { formatArn, parseArn } from '@palisade/policies';
import { block, number, text } from '../../../kernel/properties.ts';
import { functionArnOf } from '../event-sources/event-source-mapping.ts';
import { destinationProblem } from '../target.ts';

export const EVENT_SOURCE_MAPPING = 'aws:lambda/eventSourceMapping:EventSourceMapping';

const noOther = refused('the local cloud reads SQS queues and DynamoDB streams only');

/** Source: Lambda API Reference, CreateEventSourceMapping. */
export const eventSourceMapping: ResourceModel = {
  token: EVENT_SOURCE_MAPPING,
  inputs: object({
    eventSourceArn: required(string),
    functionName: required(string),
    enabled: boolean,
    batchSize: integer,
    maximumBatchingWindowInSeconds: integer,
    functionResponseTypes: list(oneOf('ReportBatchItemFailures')),
    scalingConfig: object({ maximumConcurrency: integer }),
    startingPosition: oneOf('LATEST', 'TRIM_HORIZON'),
    bisectBatchOnFunctionError: boolean,
    maximumRetryAttempts: integer,
    maximumRecordAgeInSeconds: integer,
    parallelizationFactor: oneOf(1),
    destinationConfig: object({ onFailure: object({ destinationArn: required(string) }) }),
    tags: map(string),
    filterCriteria: refused('filter in the function: the local cloud hands every record over'),
    kmsKeyArn: refused('it encrypts filter criteria, which are not supported'),
    metricsConfig: refused('the local cloud counts no events of mappings'),
    startingPositionTimestamp: refused('use LATEST or TRIM_HORIZON'),
    tumblingWindowInSeconds: refused('the local cloud has no tumbling windows'),
    amazonManagedKafkaEventSourceConfig: noOther,
    documentDbEventSourceConfig: noOther,
    selfManagedEventSource: noOther,
    queues: noOther,
    topics: noOther,
  }),
  replaceOn: ['eventSourceArn', 'startingPosition'],
  defaults: (inputs) => ({
    enabled: inputs['enabled'] ?? true,
    batchSize: inputs['batchSize'] ?? (isQueue(inputs) ? 10 : 100),
    maximumBatchingWindowInSeconds: inputs['maximumBatchingWindowInSeconds'] ?? 0,
    ...(!isQueue(inputs) && {
      bisectBatchOnFunctionError: inputs['bisectBatchOnFunctionError'] ?? false,
      maximumRetryAttempts: inputs['maximumRetryAttempts'] ?? -1,
      maximumRecordAgeInSeconds: inputs['maximumRecordAgeInSeconds'] ?? -1,
      parallelizationFactor: 1,
    }),
  }),
  check: checkMapping,
  outputs(inputs, { partition, region, accountId, id }) {
    const digits = id('', 32);
    const uuid = [8, 4, 4, 4, 12].map(taking(digits)).join('-');
    return {
      id: uuid,
      outputs: {
        uuid,
        arn: formatArn({
          partition,
          service: 'lambda',
          region,
          account: accountId,
          resource: `event-source-mapping:${uuid}`,
        }),
        functionArn: functionArnOf(text(inputs, 'functionName') ?? '', text(inputs, 'eventSourceArn') ?? ''),
        state: inputs['enabled'] === false ? 'Disabled' : 'Enabled',
        stateTransitionReason: 'USER_INITIATED',
        lastModified: '',
        lastProcessingResult: '',
      },
    };
  },
  checkInGraph(resource, graph) {
    const same = graph.resources.find(
      (other) =>
        other.type === resource.type &&
        other.outputs['eventSourceArn'] === resource.outputs['eventSourceArn'] &&
        other.outputs['functionArn'] === resource.outputs['functionArn'],
    );
    return same === undefined || same.urn === resource.urn
      ? []
      : [
          'ResourceConflictException: An event source mapping with this event source and this function already exists: ' +
            same.urn,
        ];
  },
};

/** Cuts text into pieces of the given lengths. */
function taking(text: string): (length: number) => string {
  let at = 0;
  return (length) => text.slice(at, (at += length));
}

function isQueue(inputs: Properties): boolean {
  return parseArn(text(inputs, 'eventSourceArn') ?? '')?.service === 'sqs';
}

const streamOnly = [
  'startingPosition',
  'bisectBatchOnFunctionError',
  'maximumRetryAttempts',
  'maximumRecordAgeInSeconds',
  'parallelizationFactor',
  'destinationConfig',
] as const;

function checkMapping(inputs: Properties): string[] {
  const arn = text(inputs, 'eventSourceArn') ?? '';
  const { service, resource = '' } = parseArn(arn) ?? {};
  const problems: string[] = [];
  const invalid = (message: string): void => void problems.push(`InvalidParameterValueException: ${message}`);
  const batch = number(inputs, 'batchSize') ?? 1;
  const window = number(inputs, 'maximumBatchingWindowInSeconds') ?? 0;
  if (window < 0 || window > 300) invalid(`maximumBatchingWindowInSeconds must be 0 to 300, got ${window}`);
  if (batch < 1 || batch > 10_000) invalid(`batchSize must be 1 to 10000, got ${batch}`);
  if (service === 'sqs') {
    const misplaced = streamOnly.filter((name) => inputs[name] !== undefined);
    if (misplaced.length > 0) invalid(`Unsupported parameter for an SQS event source: ${misplaced.join(', ')}`);
    const fifo = resource.endsWith('.fifo');
    if (fifo && batch > 10) invalid(`Batch size of a FIFO queue must be at most 10, got ${batch}`);
    if (fifo && window > 0) invalid('Batching window is not supported for FIFO queues');
    if (!fifo && batch > 10 && window === 0)
      invalid('Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10');
    const concurrency = number(block(inputs, 'scalingConfig') ?? {}, 'maximumConcurrency');
    if (concurrency !== undefined && (concurrency < 2 || concurrency > 1000))
      invalid(`maximumConcurrency must be 2 to 1000, got ${concurrency}`);
  } else if (service === 'dynamodb' && /^table\/[^/]+\/stream\//.test(resource)) {
    if (text(inputs, 'startingPosition') === undefined) invalid('Starting position is a required parameter');
    if (inputs['scalingConfig'] !== undefined) invalid('scalingConfig is for SQS event sources');
    checkRetries(inputs, invalid);
  } else invalid(`Unrecognized event source: ${arn}`);
  return problems;
}

function checkRetries(inputs: Properties, invalid: (message: string) => void): void {
  const attempts = number(inputs, 'maximumRetryAttempts') ?? -1;
  const age = number(inputs, 'maximumRecordAgeInSeconds') ?? -1;
  if (attempts < -1 || attempts > 10_000) invalid(`maximumRetryAttempts must be -1 to 10000, got ${attempts}`);
  if (age !== -1 && (age < 60 || age > 604_800))
    invalid(`maximumRecordAgeInSeconds must be -1 or 60 to 604800, got ${age}`);
  const destination = text(block(block(inputs, 'destinationConfig') ?? {}, 'onFailure') ?? {}, 'destinationArn');
  if (destination === undefined) return;
  const problem = destinationProblem(destination);
  if (problem !== undefined) invalid(`destinationConfig.onFailure: ${problem}`);
  else if (parseArn(destination)?.service === 'lambda')
    invalid(`destinationConfig.onFailure: ${destination} is no queue and no topic`);
}

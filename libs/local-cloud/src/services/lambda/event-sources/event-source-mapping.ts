import { lambdaFunctionArn, parseArn } from '@palisade/policies';
import { block, flag, number, text, texts } from '../../../kernel/properties.ts';
import type { CloudView, StackResource } from '../../../kernel/service.ts';
import { parseFunctionName } from '../function-name.ts';
import { EVENT_SOURCE_MAPPING } from '../resources/event-source-mapping.ts';

/** A function reads a queue or a stream. */
export interface EventSourceMapping {
  readonly stack: string;
  readonly urn: string;
  readonly uuid: string;
  readonly arn: string;
  readonly region: string;
  readonly sourceArn: string;
  /** With a qualifier where the program named one. */
  readonly functionArn: string;
  readonly enabled: boolean;
  readonly batchSize: number;
  /** Milliseconds to wait for more records before a batch is handed over. */
  readonly batchingWindow: number;
  /** The function says which items of a batch failed (`ReportBatchItemFailures`). */
  readonly reportsFailures: boolean;
  /** Batches of a queue that run at a time. */
  readonly maximumConcurrency: number;
  /** Of streams. */
  readonly startingPosition: 'LATEST' | 'TRIM_HORIZON';
  readonly bisects: boolean;
  /** -1: until the records expire. */
  readonly maximumRetryAttempts: number;
  /** Milliseconds; undefined: until the records expire. */
  readonly maximumRecordAge?: number;
  readonly onFailureArn?: string;
}

/** As many pollers of a queue as Lambda starts with. Source: Lambda Developer Guide, "Configuring scaling behavior for SQS event source mappings". */
const QUEUE_CONCURRENCY = 5;

export function readEventSourceMappings(view: CloudView): readonly EventSourceMapping[] {
  return view.ofType(EVENT_SOURCE_MAPPING).map(readMapping);
}

function readMapping({ stack, resource }: StackResource): EventSourceMapping {
  const { outputs, urn } = resource;
  const age = number(outputs, 'maximumRecordAgeInSeconds') ?? -1;
  const onFailureArn = text(block(block(outputs, 'destinationConfig') ?? {}, 'onFailure') ?? {}, 'destinationArn');
  return {
    stack,
    urn,
    uuid: text(outputs, 'uuid') ?? '',
    arn: text(outputs, 'arn') ?? '',
    region: text(outputs, 'region') ?? '',
    sourceArn: text(outputs, 'eventSourceArn') ?? '',
    functionArn: text(outputs, 'functionArn') ?? '',
    enabled: flag(outputs, 'enabled'),
    batchSize: number(outputs, 'batchSize') ?? 1,
    batchingWindow: (number(outputs, 'maximumBatchingWindowInSeconds') ?? 0) * 1000,
    reportsFailures: texts(outputs, 'functionResponseTypes').includes('ReportBatchItemFailures'),
    maximumConcurrency: number(block(outputs, 'scalingConfig') ?? {}, 'maximumConcurrency') ?? QUEUE_CONCURRENCY,
    startingPosition: text(outputs, 'startingPosition') === 'LATEST' ? 'LATEST' : 'TRIM_HORIZON',
    bisects: flag(outputs, 'bisectBatchOnFunctionError'),
    maximumRetryAttempts: number(outputs, 'maximumRetryAttempts') ?? -1,
    ...(age >= 0 && { maximumRecordAge: age * 1000 }),
    ...(onFailureArn !== undefined && { onFailureArn }),
  };
}

/** The function a mapping names, of the account and region of its source. */
export function functionArnOf(functionName: string, sourceArn: string): string {
  const { partition = 'aws', region = '', account = '' } = parseArn(sourceArn) ?? {};
  const { name, qualifier } = parseFunctionName(functionName) ?? { name: functionName };
  return lambdaFunctionArn({ partition, region, account, name, ...(qualifier !== undefined && { qualifier }) });
}

import type { JsonObject } from '../../../kernel/wire.ts';
import type { EventSourceMapping } from '../event-sources/event-source-mapping.ts';

/** Source: Lambda API Reference, EventSourceMappingConfiguration. */
export function eventSourceMappingJson(mapping: EventSourceMapping): JsonObject {
  const { maximumRecordAge, onFailureArn } = mapping;
  const isQueue = mapping.sourceArn.includes(':sqs:');
  return {
    UUID: mapping.uuid,
    EventSourceMappingArn: mapping.arn,
    EventSourceArn: mapping.sourceArn,
    FunctionArn: mapping.functionArn,
    State: mapping.enabled ? 'Enabled' : 'Disabled',
    StateTransitionReason: 'USER_INITIATED',
    BatchSize: mapping.batchSize,
    MaximumBatchingWindowInSeconds: mapping.batchingWindow / 1000,
    FunctionResponseTypes: mapping.reportsFailures ? ['ReportBatchItemFailures'] : [],
    ...(!isQueue && {
      StartingPosition: mapping.startingPosition,
      BisectBatchOnFunctionError: mapping.bisects,
      MaximumRetryAttempts: mapping.maximumRetryAttempts,
      MaximumRecordAgeInSeconds: maximumRecordAge === undefined ? -1 : maximumRecordAge / 1000,
      ParallelizationFactor: 1,
      DestinationConfig: { OnFailure: onFailureArn === undefined ? {} : { Destination: onFailureArn } },
    }),
  };
}

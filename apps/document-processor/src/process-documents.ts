import { describeFailure, EventProblem, type EventScope, type Outcome } from '@palisade/lambda-kit';
import type { S3Event } from 'aws-lambda';
import { arrivalOf } from './arrival.ts';
import { processArrival, type Ports } from './process-arrival.ts';

/** How many of an event's records came to what. */
export interface Summary {
  records: number;
  done: number;
}

/**
 * Processes every object of an S3 event, whatever becomes of the others, and fails if any could not be: Lambda then delivers
 * the event again, those that were done are found done, and after the last attempt the dead-letter queue has it.
 */
export function processDocuments(ports: Ports) {
  return async (event: Partial<S3Event>, scope: EventScope): Promise<Outcome<Summary>> => {
    // S3's test event has no records.
    const records = event.Records ?? [];
    const failures: unknown[] = [];
    for (const record of records) {
      try {
        const arrival = arrivalOf(record, ports.bucket.name);
        if (!arrival) scope.line('warn', 'record skipped', { event_name: record.eventName });
        else scope.line('info', 'document examined', { ...(await processArrival(ports, arrival, scope)) });
      } catch (error) {
        failures.push(error);
        scope.line('error', 'record failed', { sequencer: record.s3.object.sequencer, ...describeFailure(error) });
      }
    }
    const done = records.length - failures.length;
    if (failures.length > 0) {
      const message = `${failures.length} of ${records.length} records failed`;
      throw new EventProblem('records-failed', message, { log: { records: records.length, done } });
    }
    return { result: { records: records.length, done }, log: { records: records.length, done } };
  };
}

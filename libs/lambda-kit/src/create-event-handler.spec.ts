import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createEventHandler, type EventHandlerOptions } from './create-event-handler.ts';
import { EventProblem } from './event-problem.ts';
import { createLogger } from './logger.ts';
import { captureLogs, lambdaContext, type CapturedLogs } from './testing/index.ts';

let logs: CapturedLogs;
beforeAll(() => {
  logs = captureLogs();
});
beforeEach(() => logs.clear());
afterAll(() => logs.restore());

interface Event {
  secret: string;
}
type Run = EventHandlerOptions<Event, unknown>['run'];

/** A handler as a fresh execution environment has it, with a clock that ticks 2.5 ms per look. */
const handlerOf = (run: Run) => {
  let time = 0;
  return createEventHandler({ logger: createLogger('spec'), run, now: () => (time += 2.5) });
};
const event = { secret: 'CANARY' };
const rejection = async (run: Run): Promise<Error> => {
  const outcome: unknown = await handlerOf(run)(event, lambdaContext()).catch((error: unknown) => error);
  if (outcome instanceof Error) return outcome;
  throw new Error('The handler did not reject.');
};

describe('an event that is handled', () => {
  test('gives back the result and leaves one line, without the event', async () => {
    const result = await handlerOf(async ({ secret }) => ({ result: { length: secret.length }, log: { records: 1 } }))(
      event,
      lambdaContext(),
    );
    expect(result).toEqual({ length: 6 });
    expect(logs.lines()).toEqual([
      expect.objectContaining({
        level: 'INFO',
        message: 'event completed',
        duration_ms: 2.5,
        records: 1,
        request_id: 'lambda-request-id',
        function_request_id: 'lambda-request-id',
      }),
    ]);
    expect(logs.text()).not.toContain('CANARY');
  });

  test('may say more, record by record, under the same ids', async () => {
    const run: Run = async (_event, scope) => {
      scope.line('warn', 'record skipped', { document_id: 'd1' });
      return { result: scope.remainingMillis() };
    };
    expect(await handlerOf(run)(event, lambdaContext())).toBe(10_000);
    expect(logs.lines()).toEqual([
      expect.objectContaining({ level: 'WARN', document_id: 'd1', request_id: 'lambda-request-id' }),
      expect.objectContaining({ message: 'event completed' }),
    ]);
  });

  test('does not leave its ids to the next', async () => {
    const handler = handlerOf(async () => ({ result: null }));
    await handler(event, lambdaContext());
    await handler(event, lambdaContext({ awsRequestId: 'second' }));
    expect(logs.lines().map((line) => line['request_id'])).toEqual(['lambda-request-id', 'second']);
  });

  test('may have no result', async () => {
    expect(await handlerOf(async () => ({ result: undefined }))(event, lambdaContext())).toBeUndefined();
  });
});

describe('an event that fails', () => {
  test('by a problem of ours fails with its message, and the log has the cause', async () => {
    const cause = Object.assign(new Error('throttled'), { $metadata: { httpStatusCode: 400 }, $request: 'CANARY' });
    const error = await rejection(async () => {
      throw new EventProblem('table-unavailable', 'The table did not answer', { cause });
    });
    expect(error).toMatchObject({
      name: 'EventProblem',
      message: 'The table did not answer',
      code: 'table-unavailable',
    });
    expect(error.cause).toBeUndefined();
    expect(logs.lines()).toEqual([
      expect.objectContaining({
        level: 'ERROR',
        message: 'event failed',
        problem: 'table-unavailable',
        detail: 'The table did not answer',
        cause: expect.objectContaining({ message: 'throttled', status: 400 }),
      }),
    ]);
    expect(logs.text() + JSON.stringify(error)).not.toContain('CANARY');
  });

  test('by the caller’s doing warns and alarms nobody', async () => {
    const error = await rejection(async () => {
      throw new EventProblem('unknown-key', 'Unauthorized', { level: 'warn', log: { source_ip: '192.0.2.1' } });
    });
    expect(error.message).toBe('Unauthorized');
    expect(logs.lines()).toEqual([
      expect.objectContaining({ level: 'WARN', problem: 'unknown-key', source_ip: '192.0.2.1' }),
    ]);
  });

  test.each<[string, () => unknown]>([
    ['JSON.parse', () => JSON.parse('CANARY')],
    ['a broken promise', () => Promise.reject(new TypeError('CANARY'))],
    [
      'no error at all',
      () => {
        throw 'CANARY';
      },
    ],
  ])('because of %s fails without quoting it anywhere', async (_name, act) => {
    const error = await rejection(async () => ({ result: await act() }));
    expect(error.message).toContain('lambda-request-id');
    expect(logs.lines()).toEqual([expect.objectContaining({ level: 'ERROR', problem: 'unexpected' })]);
    expect(logs.text() + String(error.stack)).not.toContain('CANARY');
  });
});

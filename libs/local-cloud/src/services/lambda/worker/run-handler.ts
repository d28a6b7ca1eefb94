import type { HandlerContext } from './context.ts';
import { RuntimeError } from './errors.ts';
import type { Handler } from './load-handler.ts';

/** One run of a handler. Exactly one of the three is called, once. */
export interface Answer {
  succeed(result: unknown): void;
  fail(error: unknown): void;
  /** Nothing is left that could make the handler answer. */
  stall(): void;
}

/** Starts a handler; the returned function must be called when the event loop runs empty before there is an answer. */
export type RunHandler = (handler: Handler, event: unknown, context: HandlerContext, answer: Answer) => () => void;

/** From Node.js 24 on a handler answers by what it returns. */
export const runByReturn: RunHandler = (handler, event, context, answer) => {
  const run = async (): Promise<unknown> => await handler(event, context);
  run().then(answer.succeed, answer.fail);
  return answer.stall;
};

/** Refuses handlers that want a callback. */
export function refuseCallbacks(handler: Handler): void {
  if (handler.length < 3) return;
  throw new RuntimeError(
    'CallbackHandlerDeprecated',
    'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify ' +
      'this function to use a supported handler signature to use Node.js 24 or later. For more information see ' +
      'https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
  );
}

/**
 * Until Node.js 22 a handler may also answer by a callback or by `context.succeed`, `fail` and `done`. After a callback the answer
 * waits until the event loop is empty, unless `context.callbackWaitsForEmptyEventLoop` is false; a handler that never answers
 * answers null then.
 */
export const runByCallback: RunHandler = (handler, event, context, answer) => {
  let waits = true;
  let called = false;
  let atEnd: unknown = null;
  const settle = (error: unknown, result: unknown, wait: boolean): void => {
    if (called) return;
    called = true;
    if (error !== undefined && error !== null) answer.fail(error instanceof Error ? error : new Error(String(error)));
    else if (wait) atEnd = result;
    else answer.succeed(result);
  };
  const done = (error: unknown, result?: unknown): void => settle(error, result, false);
  const full = {
    ...context,
    get callbackWaitsForEmptyEventLoop(): boolean {
      return waits;
    },
    set callbackWaitsForEmptyEventLoop(value: boolean) {
      waits = value;
    },
    done,
    succeed: (result: unknown): void => done(null, result),
    fail: (error: unknown): void => done(error ?? 'handled'),
  };
  try {
    const returned = handler(event, full, (error: unknown, result: unknown) => settle(error, result, waits));
    if (returned instanceof Promise) returned.then((result: unknown) => done(null, result), done);
  } catch (error) {
    done(error);
  }
  return () => answer.succeed(atEnd);
};

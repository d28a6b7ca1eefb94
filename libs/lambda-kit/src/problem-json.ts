import { problemAnswer } from './answer.ts';
import type { Exchange } from './exchange.ts';

/** Turns whatever was thrown into problem+json; nothing leaves the chain as an error. */
export function problemJson() {
  const onError = (exchange: Exchange): void => {
    exchange.response = problemAnswer(exchange.error, exchange.internal.request.requestId);
  };
  return { onError };
}

import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Exchange } from './exchange.ts';

/**
 * Looks at the event before any of it is logged, answered or parsed. It throws an `HttpProblem` to refuse; then nothing the
 * caller wrote, its correlation id included, is in the log or in the answer.
 */
export type Screen = (event: Partial<APIGatewayProxyEvent>) => void;

/** What `screen` throws at the event; undefined when it lets it pass. */
export function refusalOf(screen: Screen, event: Partial<APIGatewayProxyEvent>): unknown {
  try {
    screen(event);
    return undefined;
  } catch (error) {
    return error ?? new Error('The screen threw nothing');
  }
}

/** Answers what the screen refused, inside `problemJson`, which makes a problem of it. */
export function screening() {
  const before = ({ internal }: Exchange): void => {
    if (internal.refusal !== undefined) throw internal.refusal;
  };
  return { before };
}

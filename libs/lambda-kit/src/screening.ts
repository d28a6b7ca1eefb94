import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
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

/**
 * A refused event without what its caller may have written into logged ids: headers, and a request id that is not one of API
 * Gateway's own, which are UUIDs.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html ("Clients can override this request ID")
 */
export function withoutCallersIds(
  event: Partial<APIGatewayProxyEvent>,
  context: Context,
): Partial<APIGatewayProxyEvent> {
  const { requestContext } = event;
  if (requestContext === undefined || UUID.test(requestContext.requestId)) return { ...event, headers: {} };
  return { ...event, headers: {}, requestContext: { ...requestContext, requestId: context.awsRequestId } };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Answers what the screen refused, inside `problemJson`, which makes a problem of it. */
export function screening() {
  const before = ({ internal }: Exchange): void => {
    if (internal.refusal !== undefined) throw internal.refusal;
  };
  return { before };
}

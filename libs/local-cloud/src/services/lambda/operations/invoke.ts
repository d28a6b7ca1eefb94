import { operation } from '../../../kernel/operation.ts';
import { bytes, empty, type WireRequest } from '../../../kernel/wire.ts';
import { InvalidParameterValue, InvalidRequestContent } from '../errors.ts';
import type { FunctionName } from '../function-name.ts';
import type { LambdaState } from '../state.ts';
import { readReference, referencedArn, referencedFunction } from './function-reference.ts';

interface InvokeInput {
  readonly reference: FunctionName;
  readonly payload: Buffer;
  readonly type: 'RequestResponse' | 'Event' | 'DryRun';
  readonly tail: boolean;
  readonly clientContext?: string;
  readonly traceId?: string;
}

/** Source: Lambda API Reference, Invoke. */
export const invoke = operation<LambdaState, InvokeInput>({
  name: 'Invoke',
  route: { method: 'POST', path: '/2015-03-31/functions/{FunctionName}/invocations' },
  parse: readInvoke,
  permissions: ({ reference }, state, region) => [
    { action: 'lambda:InvokeFunction', resource: referencedArn(reference, state, region) },
  ],
  run: async ({ reference, payload, type, tail, clientContext, traceId }, { region }, state) => {
    referencedFunction(reference, state, region);
    if (type === 'DryRun') return empty(204);
    const functionArn = referencedArn(reference, state, region);
    const result = await state.invoke({
      functionArn,
      payload,
      type,
      tail: tail && type === 'RequestResponse',
      ...(clientContext !== undefined && { clientContext }),
      ...(traceId !== undefined && { traceId }),
    });
    const { functionError, logTail, requestId, statusCode } = result;
    return bytes(
      result.payload,
      {
        'x-amzn-requestid': requestId,
        ...(type === 'RequestResponse' && { 'content-type': 'application/json', 'x-amz-executed-version': '$LATEST' }),
        ...(functionError !== undefined && { 'x-amz-function-error': functionError }),
        ...(logTail !== undefined && { 'x-amz-log-result': Buffer.from(logTail, 'utf8').toString('base64') }),
      },
      statusCode,
    );
  },
});

function readInvoke(request: WireRequest): InvokeInput {
  const { headers, body } = request;
  const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (type !== 'RequestResponse' && type !== 'Event' && type !== 'DryRun') {
    throw new InvalidParameterValue(
      `Value '${type}' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [Event, RequestResponse, DryRun]`,
    );
  }
  if (body.length > 0) parseJson(body.toString('utf8'), 'Could not parse request body into json');
  const clientContext = readClientContext(headers['x-amz-client-context']);
  const traceId = headers['x-amzn-trace-id'];
  return {
    reference: readReference(request),
    payload: body,
    type,
    tail: headers['x-amz-log-type'] === 'Tail',
    ...(clientContext !== undefined && { clientContext }),
    ...(traceId !== undefined && { traceId }),
  };
}

function readClientContext(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const context = Buffer.from(header, 'base64').toString('utf8');
  parseJson(context, 'Client context must be a valid Base64-encoded JSON object');
  return context;
}

/** The text itself travels on to the function; here it must only be JSON. */
function parseJson(text: string, message: string): void {
  try {
    JSON.parse(text);
  } catch (error) {
    throw new InvalidRequestContent(`${message}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

import type { Reply } from '../../../kernel/wire.ts';
import type { CompiledMock } from '../compiled/mock.ts';
import { configurationError, integrationFailure, unsupportedMediaType } from './gateway-error.ts';
import { mediaTypeOf } from './headers.ts';
import type { Transaction } from './transaction.ts';

/** Runs a mock integration. Source: API Gateway Developer Guide, "Mock integrations for REST APIs". */
export function answerMock(transaction: Transaction, mock: CompiledMock): Reply {
  const { wire } = transaction.request;
  const template = mock.request(mediaTypeOf(wire.headers['content-type']));
  if (template === 'refused') throw unsupportedMediaType();
  const request = template === 'none' ? wire.body.toString() : template(transaction);
  const status = statusOf(request);
  if (status === undefined) {
    transaction.execution.error(
      'Execution failed due to configuration error: Unable to parse statusCode. It should be an integer that is defined in the request template.',
    );
    throw integrationFailure(500);
  }
  const response = mock.response(status);
  if (response === undefined) {
    transaction.execution.error(
      `Execution failed due to configuration error: Output mapping refers to an invalid method response: ${status}`,
    );
    throw configurationError();
  }
  const headers: Record<string, string> = { 'Content-Type': response.body?.type ?? 'application/json' };
  for (const { name, value } of response.headers) {
    const text = value(transaction);
    if (text !== undefined) headers[name] = text;
  }
  transaction.integration = { status: Number(status), integrationStatus: Number(status), latency: 0 };
  const body = response.body?.render(transaction) ?? '';
  return { status: response.status, headers, body: { kind: 'bytes', bytes: Buffer.from(body) } };
}

function statusOf(request: string): string | undefined {
  try {
    const value = JSON.parse(request) as { statusCode?: unknown } | null;
    const status = value?.statusCode;
    return Number.isInteger(status) || (typeof status === 'string' && /^\d{3}$/.test(status))
      ? String(status)
      : undefined;
  } catch {
    return undefined;
  }
}

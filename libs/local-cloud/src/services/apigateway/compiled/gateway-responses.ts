import type { Reply } from '../../../kernel/wire.ts';
import type { GatewayError } from '../pipeline/gateway-error.ts';
import type { Transaction } from '../pipeline/transaction.ts';
import type { SnapshotGatewayResponse } from '../snapshot/snapshot.ts';
import { compileResponseParameters, type ResponseHeader } from './response-parameter.ts';
import { compileTemplate } from './template.ts';

interface CompiledResponse {
  readonly status: number | undefined;
  readonly headers: readonly ResponseHeader[];
  readonly templates: readonly { readonly type: string; readonly render: (transaction: Transaction) => string }[];
}

/** What an API answers to requests it refuses. A type without a response of its own uses DEFAULT_4XX or DEFAULT_5XX. */
export class GatewayResponses {
  readonly #byType: ReadonlyMap<string, CompiledResponse>;

  constructor(responses: readonly SnapshotGatewayResponse[]) {
    this.#byType = new Map(
      responses.map(({ type, statusCode, responseParameters, responseTemplates }) => [
        type,
        {
          status: statusCode === undefined ? undefined : Number(statusCode),
          headers: compileResponseParameters(responseParameters),
          templates: Object.entries(responseTemplates).map(([mediaType, template]) => ({
            type: mediaType,
            render: compileTemplate(template),
          })),
        },
      ]),
    );
  }

  statusOf(error: GatewayError): number {
    return this.#of(error)?.status ?? error.status;
  }

  render(error: GatewayError, transaction: Transaction): Reply {
    const headers: Record<string, string> = { 'x-amzn-ErrorType': error.errorType };
    const own = this.#of(error);
    for (const { name, value } of own?.headers ?? []) {
      const text = value(transaction);
      if (text !== undefined) headers[name] = text;
    }
    const accepted = transaction.request.wire.headers['accept'] ?? '';
    const template = own?.templates.find(({ type }) => accepted.includes(type)) ?? own?.templates[0];
    const body = template === undefined ? error.body : template.render(transaction);
    const named = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
    if (!named) headers['Content-Type'] = template?.type ?? 'application/json';
    return { status: this.statusOf(error), headers, body: { kind: 'bytes', bytes: Buffer.from(body) } };
  }

  #of(error: GatewayError): CompiledResponse | undefined {
    return this.#byType.get(error.type) ?? this.#byType.get(error.status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
  }
}

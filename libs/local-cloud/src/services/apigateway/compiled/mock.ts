import type { Transaction } from '../pipeline/transaction.ts';
import type { MockIntegration } from '../snapshot/snapshot.ts';
import { compileResponseParameters, type ResponseHeader } from './response-parameter.ts';
import { compileTemplate } from './template.ts';

type Render = (transaction: Transaction) => string;

export interface CompiledMock {
  /** The request template for a content type; `none` passes the body on, `refused` answers 415. */
  readonly request: (mediaType: string) => Render | 'none' | 'refused';
  /** The response for the status the request template gave; undefined if none fits or the method does not declare it. */
  readonly response: (status: string) => CompiledMockResponse | undefined;
}

export interface CompiledMockResponse {
  readonly status: number;
  readonly headers: readonly ResponseHeader[];
  readonly body: { readonly type: string; readonly render: Render } | undefined;
}

export function compileMock(mock: MockIntegration, declared: readonly string[]): CompiledMock {
  const templates = new Map(Object.entries(mock.requestTemplates).map(([type, text]) => [type, compileTemplate(text)]));
  const responses = mock.responses.map(({ statusCode, selectionPattern, responseParameters, responseTemplates }) => {
    const template = Object.entries(responseTemplates)[0];
    return {
      selects: selectionPattern === undefined ? undefined : new RegExp(`^(?:${selectionPattern})$`),
      declared: declared.includes(statusCode),
      status: Number(statusCode),
      headers: compileResponseParameters(responseParameters),
      body: template && { type: template[0], render: compileTemplate(template[1]) },
    };
  });
  return {
    request(mediaType) {
      const template = templates.get(mediaType);
      if (template !== undefined) return template;
      if (mock.passthroughBehavior === 'NEVER') return 'refused';
      return mock.passthroughBehavior === 'WHEN_NO_TEMPLATES' && templates.size > 0 ? 'refused' : 'none';
    },
    response(status) {
      const found =
        responses.find(({ selects }) => selects?.test(status) === true) ??
        responses.find(({ selects }) => selects === undefined);
      return found?.declared === true ? found : undefined;
    },
  };
}

import type { CustomHTTPHeader, CustomResponseBody, DefaultAction, RuleAction } from '../statements/rule.ts';

export interface CompiledAction {
  readonly kind: 'ALLOW' | 'BLOCK' | 'COUNT';
  /** Put into the request that goes on; their names have AWS's prefix already. */
  readonly insertHeaders: readonly CustomHTTPHeader[];
  /** What is answered to a blocked request instead of the resource's own answer. */
  readonly response: BlockResponse | undefined;
}

export interface BlockResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const contentTypes = {
  APPLICATION_JSON: 'application/json',
  TEXT_HTML: 'text/html',
  TEXT_PLAIN: 'text/plain',
} as const;

/** Source: AWS WAF Developer Guide, "Custom web requests and responses in AWS WAF". */
export function compileAction(
  action: RuleAction | DefaultAction,
  bodies: Readonly<Record<string, CustomResponseBody>>,
): CompiledAction {
  const count = 'Count' in action ? action.Count : undefined;
  const inserted = (action.Allow ?? count)?.CustomRequestHandling?.InsertHeaders ?? [];
  const { ResponseCode, ResponseHeaders = [], CustomResponseBodyKey = '' } = action.Block?.CustomResponse ?? {};
  const body = bodies[CustomResponseBodyKey];
  return {
    kind: action.Block !== undefined ? 'BLOCK' : action.Allow !== undefined ? 'ALLOW' : 'COUNT',
    insertHeaders: inserted.map(({ Name, Value }) => ({ Name: `x-amzn-waf-${Name}`, Value })),
    response:
      ResponseCode === undefined
        ? undefined
        : {
            status: ResponseCode,
            headers: {
              ...(body && { 'Content-Type': contentTypes[body.ContentType] }),
              ...Object.fromEntries(ResponseHeaders.map(({ Name, Value }) => [Name, Value])),
            },
            body: body?.Content ?? '',
          },
  };
}

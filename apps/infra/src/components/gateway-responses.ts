/** What API Gateway answers when it refuses a request itself. */
export interface GatewayResponse {
  readonly responseType: string;
  readonly responseParameters: Readonly<Record<string, string>>;
  readonly responseTemplates: Readonly<Record<string, string>>;
}

/**
 * AWS's own texts name the caller, the resource and sometimes the policy. These say what kind of refusal it is and the
 * request id that finds the rest in the access log; each refusal keeps AWS's status. Only a body the request model refuses is told what is wrong
 * with it, since that is the caller's own text.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export const gatewayResponses: readonly GatewayResponse[] = [
  problem('DEFAULT_4XX', 'Request refused'),
  problem('DEFAULT_5XX', 'Internal error'),
  problem('UNAUTHORIZED', 'Not authenticated'),
  problem('ACCESS_DENIED', 'Not allowed'),
  problem('THROTTLED', 'Too many requests'),
  problem('REQUEST_TOO_LARGE', 'Request too large'),
  problem('BAD_REQUEST_BODY', 'Invalid request body', { detail: '$context.error.validationErrorString' }),
];

function problem(responseType: string, title: string, more: Readonly<Record<string, string>> = {}): GatewayResponse {
  const body = { type: 'about:blank', title, ...more, requestId: '$context.requestId' };
  return {
    responseType,
    responseParameters: { 'gatewayresponse.header.Content-Type': "'application/problem+json'" },
    responseTemplates: { 'application/json': JSON.stringify(body) },
  };
}

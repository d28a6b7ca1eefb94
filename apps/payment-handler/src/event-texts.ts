import type { APIGatewayProxyEvent } from 'aws-lambda';

export type Event = Partial<APIGatewayProxyEvent>;

type Values = Readonly<Record<string, string | readonly string[] | undefined>> | null | undefined;

/** Every string and number of a JSON body: keys, values, at any depth, of every member even if a later one has the same name. */
export function bodyTexts({ body, isBase64Encoded }: Event): string[] {
  if (!body) return [];
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
  return (text.match(TOKEN) ?? []).map((token) => (token.startsWith('"') ? unquoted(token) : token));
}

/** Of text that is no JSON some tokens are missed; it is refused for that, unread. */
const TOKEN = /"(?:[^"\\]|\\.)*"|\d[\d.]*/gs;

function unquoted(token: string): string {
  try {
    return JSON.parse(token) as string;
  } catch {
    return token;
  }
}

/** The path, and the parameters in it, as they are decoded. */
export function pathTexts({ path, pathParameters }: Event): string[] {
  return [path ?? '', ...texts(pathParameters)].map(decoded);
}

/** Names and values of the query string. */
export function queryTexts({ queryStringParameters, multiValueQueryStringParameters }: Event): string[] {
  const all = [...texts(queryStringParameters), ...texts(multiValueQueryStringParameters)];
  return all.map((text) => decoded(text.replaceAll('+', ' ')));
}

/** Names and values of the headers, and the request id, which a client may give; not the trace ids of the platform. */
export function headerTexts({ headers, multiValueHeaders, requestContext }: Event): string[] {
  const all = [...texts(headers), ...texts(multiValueHeaders), requestContext?.requestId ?? ''];
  return all.filter((text) => !TRACE.test(text));
}

/**
 * Values of `X-Amzn-Trace-Id` and `traceparent`: so many random hex digits with every request that a card number is among them by
 * chance every now and then.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 * @see https://www.w3.org/TR/trace-context/#traceparent-header
 */
const TRACE =
  /^(?:(?:(?:Root|Self)=1-[0-9a-f]{8}-[0-9a-f]{24}|Parent=[0-9a-f]{16}|Sampled=[01?]|Lineage=[0-9a-f]+:[0-9a-f]{8}:[0-9a-f]+|;)+|00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2})$/;

function texts(values: Values): string[] {
  return Object.entries(values ?? {}).flatMap(([name, value]) => [name, ...list(value)]);
}

function list(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

/** Percent-encoding undone; what is no UTF-8 then becomes U+FFFD, for no text may stop the search. */
function decoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
}

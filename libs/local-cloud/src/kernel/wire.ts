/** A request as it came in, its body complete and its payload hash verified. Header names are lower case. */
export interface WireRequest {
  readonly method: string;
  /** Undecoded path as sent, without query. */
  readonly rawPath: string;
  /** Query parameters in order; a parameter without `=` has the value ''. Decoded. */
  readonly query: ReadonlyMap<string, string>;
  /** The query as sent, without `?`: repeated parameters are visible here only. */
  readonly rawQuery?: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Names and values in turn as they came, case and repetition kept (`http.IncomingMessage.rawHeaders`). */
  readonly rawHeaders?: readonly string[];
  readonly body: Buffer;
  /** Path parameters of the matched route, decoded (rest protocols). */
  readonly params: Readonly<Record<string, string>>;
  /** `https` or `http`, from the socket. */
  readonly scheme: 'https' | 'http';
  readonly host: string;
  /** JSON body (json, rest-json) or form parameters (query, ec2) as an object; {} when the body is empty. */
  readonly input: JsonObject;
}

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** An XML element's children: text, element, repeated elements, or nothing. Attributes are keys beginning with `@`, `#text` is text. */
export type XmlValue = string | number | boolean | XmlObject | readonly XmlValue[] | undefined;
export interface XmlObject {
  readonly [element: string]: XmlValue;
}

/** What an operation answers; the service's protocol writes it. Status defaults to 200. */
export interface Reply {
  readonly status?: number;
  /** A list repeats the header (`Set-Cookie`). */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: ReplyBody;
}

export type ReplyBody =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'json'; readonly value: JsonObject }
  /** `root` is the document element (rest-xml); query and ec2 services leave it out, the protocol wraps the result. */
  | { readonly kind: 'xml'; readonly root?: string; readonly value: XmlObject };

export const bytes = (body: Buffer, headers: Readonly<Record<string, string>> = {}, status = 200): Reply => ({
  status,
  headers,
  body: { kind: 'bytes', bytes: body },
});
export const json = (value: JsonObject, status = 200): Reply => ({ status, body: { kind: 'json', value } });
export const xml = (root: string, value: XmlObject, status = 200): Reply => ({
  status,
  body: { kind: 'xml', root, value },
});
/** Result of a query or ec2 operation. */
export const result = (value: XmlObject): Reply => ({ body: { kind: 'xml', value } });
export const empty = (status = 204, headers: Readonly<Record<string, string>> = {}): Reply => ({ status, headers });

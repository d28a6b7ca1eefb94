import { parseAddress, type Address } from '../addresses/address.ts';
import type { WebRequest } from '../evaluation/web-request.ts';
import { jsonElements, type JsonElements } from './json-elements.ts';

export interface Named {
  /** In lower case where case does not matter. */
  readonly name: string;
  readonly value: string;
}

/** A header as it was sent. */
export interface Header extends Named {
  readonly spelling: string;
}

/** A part of a request of which only the beginning is inspected. */
export interface Inspected<Part> {
  readonly part: Part;
  /** Whether there was more of it. */
  readonly oversize: boolean;
}

/** Bytes and number of headers, and of cookies, that are inspected. Source: AWS WAF Developer Guide, "Oversize web request components". */
const MOST_BYTES = 8192;
const MOST_ITEMS = 200;

/** The parts of one request, each taken apart when it is first asked for. Texts are byte strings: every character is a byte. */
export class RequestParts {
  readonly request: WebRequest;
  readonly #bodyLimit: number;
  #headers: readonly Header[] | undefined;
  #inspectedHeaders: Inspected<readonly Header[]> | undefined;
  #cookies: Inspected<readonly Named[]> | undefined;
  #arguments: readonly Named[] | undefined;
  #body: Inspected<string> | undefined;
  #json: JsonElements | undefined;
  #source: { readonly address: Address | undefined } | undefined;

  /** `bodyLimit`: bytes of the body that are inspected. */
  constructor(request: WebRequest, bodyLimit: number) {
    this.request = request;
    this.#bodyLimit = bodyLimit;
  }

  get headers(): readonly Header[] {
    if (this.#headers === undefined) {
      const { rawHeaders } = this.request;
      const headers: Header[] = [];
      for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
        const spelling = rawHeaders[at] as string;
        headers.push({ name: spelling.toLowerCase(), spelling, value: rawHeaders[at + 1] as string });
      }
      this.#headers = headers;
    }
    return this.#headers;
  }

  /** All values of a header; `name` in lower case. */
  header(name: string): readonly string[] {
    return this.headers.filter((header) => header.name === name).map(({ value }) => value);
  }

  get inspectedHeaders(): Inspected<readonly Header[]> {
    return (this.#inspectedHeaders ??= limited(this.headers));
  }

  get cookies(): Inspected<readonly Named[]> {
    if (this.#cookies === undefined) {
      const cookies = this.header('cookie').flatMap((header) =>
        header
          .split(';')
          .map((pair) => pair.trim())
          .filter((pair) => pair !== '')
          .map((pair) => named(pair)),
      );
      this.#cookies = limited(cookies);
    }
    return this.#cookies;
  }

  /** Undecoded. */
  get arguments(): readonly Named[] {
    return (this.#arguments ??= this.request.rawQuery
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => named(pair)));
  }

  get body(): Inspected<string> {
    if (this.#body === undefined) {
      const { body } = this.request;
      this.#body = { part: body.toString('latin1', 0, this.#bodyLimit), oversize: body.length > this.#bodyLimit };
    }
    return this.#body;
  }

  get json(): JsonElements {
    return (this.#json ??= jsonElements(this.body.part));
  }

  /** Where the connection comes from. */
  get source(): Address | undefined {
    return (this.#source ??= { address: parseAddress(this.request.sourceIp) }).address;
  }
}

function named(pair: string): Named {
  const sign = pair.indexOf('=');
  return sign < 0 ? { name: pair, value: '' } : { name: pair.slice(0, sign), value: pair.slice(sign + 1) };
}

/** What does not fit any more is inspected as far as it does. */
function limited<Item extends Named>(items: readonly Item[]): Inspected<readonly Item[]> {
  let room = MOST_BYTES;
  for (const [at, item] of items.entries()) {
    if (at >= MOST_ITEMS) return { part: items.slice(0, at), oversize: true };
    const { name, value } = item;
    if (name.length + value.length > room) {
      const beginning = room < name.length ? [] : [{ ...item, value: value.slice(0, room - name.length) }];
      return { part: [...items.slice(0, at), ...beginning], oversize: true };
    }
    room -= name.length + value.length;
  }
  return { part: items, oversize: false };
}

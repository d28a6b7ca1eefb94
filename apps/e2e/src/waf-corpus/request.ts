/** A request to the payments API, as `PaymentsApi.call` takes it. */
export interface CorpusRequest {
  readonly method?: string;
  /** As it is sent, with the query. */
  readonly path: string;
  /** Beside those of every call; `undefined` leaves one of those out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Sent as it is when it is text, and as JSON otherwise. */
  readonly body?: unknown;
}

export interface Attack {
  readonly name: string;
  readonly request: CorpusRequest;
  /** The rule that must block it: one of the web ACL's own, or one in a group of AWS's. */
  readonly blockedBy: string;
}

/** A request that looks like an attack in some way, and must pass. */
export interface Lookalike {
  readonly name: string;
  readonly request: CorpusRequest;
}

/** A payment that would be accepted but for what is in it. One name, one payment: sent again, it is answered again. */
export const pay = (name: string, fields: Readonly<Record<string, unknown>>): CorpusRequest => ({
  path: '/process-payment',
  body: { transactionId: `corpus-${slug(name)}`, customerId: 'corpus', amount: '10.00', currency: 'USD', ...fields },
});

/** The payment with `text` in its description. */
export const describedAs = (name: string, text: string): CorpusRequest => pay(name, { description: text });

/** A question for a payment, with `query` as it stands on the wire. */
export const ask = (query: string): CorpusRequest => ({ path: `/payments/corpus?${query}` });

/** A question for a payment, with headers besides. */
export const askWith = (headers: CorpusRequest['headers'] & object): CorpusRequest => ({
  path: '/payments/corpus',
  headers,
});

const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 56);

/** Rows of a table as attacks, all blocked by one rule. */
export const attacks = (blockedBy: string, requests: Readonly<Record<string, CorpusRequest>>): readonly Attack[] =>
  Object.entries(requests).map(([name, request]) => ({ name, request, blockedBy }));

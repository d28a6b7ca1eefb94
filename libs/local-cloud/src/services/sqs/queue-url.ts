/** What a queue URL says: whose queue, and in which region if the host is one of AWS's. */
export interface QueueAddress {
  readonly accountId: string;
  readonly name: string;
  readonly region: string | undefined;
}

/**
 * Reads a queue URL, `https://127.0.0.1:4566/ACCOUNT/NAME` or as AWS writes it; undefined if it is none. Only the path counts: the
 * port may be another one since the URL was written down.
 */
export function parseQueueUrl(url: string): QueueAddress | undefined {
  const found = /^(?:https?:\/\/([^/]+))?\/(\d{12})\/([A-Za-z0-9_-]{1,80}(?:\.fifo)?)\/?$/.exec(url);
  if (found === null) return undefined;
  const [, host = '', accountId = '', name = ''] = found;
  const region = /^(?:sqs\.([a-z0-9-]+)|([a-z0-9-]+)\.queue)\.amazonaws\.com(?:\.cn)?$/.exec(host);
  return { accountId, name, region: region?.[1] ?? region?.[2] };
}

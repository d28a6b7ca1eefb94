const SLASH = 0x2f;

/**
 * Path and query a request asks for, whether it names its host in the target or not; undefined if its head is about two hosts.
 * Source: RFC 9112, 3.2 and 3.2.2. A target for another host than the Host header is refused, where the RFC would have the header
 * ignored: a signature is about the header.
 */
export function requestTarget(url: string, rawHeaders: readonly string[]): string | undefined {
  let host: string | undefined;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.length !== 4 || rawHeaders[i]?.toLowerCase() !== 'host') continue;
    if (host !== undefined) return undefined;
    host = rawHeaders[i + 1] ?? '';
  }
  if (url.charCodeAt(0) === SLASH) return url;
  const [, authority, rest = ''] = /^https?:\/\/([^/?#]*)([^#]*)/i.exec(url) ?? [];
  if (authority === undefined) return url;
  if (authority.toLowerCase() !== host?.toLowerCase()) return undefined;
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/* Names of the domain name system, as Route 53 takes and shows them. Source: Route 53 Developer Guide, "DNS domain name format". */

/** `Example.com.` and `example.com` are the same name; this is its one form here: lower case, without the last dot. */
export function domainName(text: string): string {
  return text.replace(/\.$/, '').toLowerCase();
}

const MOST_LABEL = 63;
const MOST_NAME = 255;

/** What Route 53 finds wrong with a name; `*` may be its first label where wildcards are allowed. */
export function nameProblem(name: string, options: { readonly wildcard: boolean }): string | undefined {
  const labels = name.split('.');
  if (name.length > MOST_NAME) return 'DomainNameTooLong (Domain name is too long)';
  if (labels.includes('')) return 'DomainLabelEmpty (Domain label is empty)';
  if (labels.some((label) => label.length > MOST_LABEL)) return 'DomainLabelTooLong (Domain label is too long)';
  const plain = options.wildcard && labels[0] === '*' ? labels.slice(1) : labels;
  return plain.every((label) => /^[a-z0-9_-]+$/.test(label))
    ? undefined
    : 'UnsupportedCharacter (Value contains unsupported characters)';
}

/** Whether a name lies in the zone of that name, the apex included. */
export function liesIn(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}

/** A record's name as the provider completes it: what does not end with the zone's name gets it. */
export function expandName(name: string, zone: string): string {
  const given = domainName(name);
  if (given === '') return zone;
  return liesIn(given, zone) ? given : `${given}.${zone}`;
}

/** As replies show it: with the last dot, `*` as `\052`. */
export function shownName(name: string): string {
  return `${name.replaceAll('*', '\\052')}.`;
}

/** Route 53 lists names by their labels from the right. */
export function reversed(name: string): string {
  return name.split('.').toReversed().join('.');
}

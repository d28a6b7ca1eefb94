import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { formatArn } from '@palisade/policies';

/** The rules of AWS's managed rule groups that know addresses. AWS's lists are not public; a user may bring others. */
export const MANAGED_IP_LISTS = [
  'AWSManagedIPReputationList',
  'AWSManagedReconnaissanceList',
  'AWSManagedIPDDoSList',
  'AnonymousIPList',
  'HostingProviderIPList',
] as const;

export type ManagedIpList = (typeof MANAGED_IP_LISTS)[number];

/** What a managed rule refers to its list by. It belongs to no account and no region. */
export const managedIpSetArn = (list: ManagedIpList): string =>
  formatArn({ partition: 'aws', service: 'wafv2', region: '', account: '', resource: `regional/ipset/AWS/${list}` });

/** A file of addresses that says something else. The message names the file and the line. */
export class ManagedIpListError extends Error {
  override readonly name = 'ManagedIpListError';
}

/**
 * The user's lists, as ranges (`192.0.2.0/24`, `2001:db8::/32`), by the ARN that the managed rules refer to. A list whose file is not there is empty.
 *
 * @param directory where files `AWSManagedIPReputationList.txt` and so on may lie: one address or range a line, `#` begins a comment
 * @throws ManagedIpListError if a line is neither
 */
export const readManagedIpSets = (directory: string): ReadonlyMap<string, readonly string[]> =>
  new Map(MANAGED_IP_LISTS.map((list) => [managedIpSetArn(list), readList(join(directory, `${list}.txt`))]));

const readList = (path: string): string[] => {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      const text = line.replace(/#.*/, '').trim();
      return text === '' ? [] : [rangeOf(text, `${path}:${index + 1}`)];
    });
};

const rangeOf = (text: string, place: string): string => {
  const [address = '', bits, ...more] = text.split('/');
  const longest = isIP(address) === 4 ? 32 : 128;
  const length = bits === undefined ? longest : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
  if (isIP(address) === 0 || more.length > 0 || length < 0 || length > longest) {
    throw new ManagedIpListError(`${place}: '${text}' is neither an IP address nor a range such as 192.0.2.0/24.`);
  }
  return `${address}/${length}`;
};

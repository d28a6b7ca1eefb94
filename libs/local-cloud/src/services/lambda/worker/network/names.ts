import dns from 'node:dns';
import { isIP } from 'node:net';

/** Addresses handed out for names, and the names behind them (198.18.0.0/15, which no real host has). */
const addresses = new Map<string, string>();
const names = new Map<string, string>();

/** Undoes a name resolution: the host behind an address this environment handed out. */
export function hostOf(host: string): string {
  return names.get(host) ?? host;
}

function addressOf(name: string): string {
  const host = name.toLowerCase().replace(/\.$/, '');
  if (host === 'localhost') return '127.0.0.1';
  let address = addresses.get(host);
  if (address === undefined) {
    const number = addresses.size + 1;
    address = `198.18.${(number >> 8) & 255}.${number & 255}`;
    addresses.set(host, address);
    names.set(address, host);
  }
  return address;
}

type Found = (error: Error | null, ...found: unknown[]) => void;

/**
 * Name resolution without the machine's resolver: every name has an IPv4 address, which leads to the name's host again when a
 * connection is opened. Other record types do not exist here.
 */
export function answerNames(): void {
  const lookup = (name: string, ...rest: unknown[]): void => {
    const options = rest.find((each) => typeof each === 'object' && each !== null) as { all?: boolean } | undefined;
    const found = rest.at(-1) as Found;
    const family = isIP(name) || 4;
    const address = isIP(name) === 0 ? addressOf(name) : name;
    process.nextTick(() => (options?.all === true ? found(null, [{ address, family }]) : found(null, address, family)));
  };
  const resolve4 = (name: string, ...rest: unknown[]): void => {
    const found = rest.at(-1) as Found;
    process.nextTick(() => found(null, [addressOf(name)]));
  };
  const targets = [dns, dns.Resolver.prototype] as unknown as Record<string, unknown>[];
  const promised = [dns.promises, dns.promises.Resolver.prototype] as unknown as Record<string, unknown>[];
  for (const target of targets) {
    for (const kind of otherRecords) if (kind in target) target[kind] = (...args: unknown[]) => noRecord(kind, args);
    target['resolve4'] = resolve4;
    target['resolve'] = (name: string, ...rest: unknown[]): void =>
      typeof rest[0] === 'string' && rest[0] !== 'A' ? noRecord(rest[0], [name, ...rest]) : resolve4(name, ...rest);
  }
  for (const target of promised) {
    for (const kind of otherRecords) {
      if (kind in target) target[kind] = async (name: string): Promise<never> => Promise.reject(noData(kind, name));
    }
    target['resolve4'] = async (name: string): Promise<string[]> => [addressOf(name)];
    target['resolve'] = async (name: string, type = 'A'): Promise<string[]> => {
      if (type !== 'A') throw noData(type, name);
      return [addressOf(name)];
    };
  }
  (dns as unknown as Record<string, unknown>)['lookup'] = lookup;
  (dns.promises as unknown as Record<string, unknown>)['lookup'] = (name: string, options?: unknown) =>
    new Promise((resolve) => {
      const all = typeof options === 'object' && options !== null && 'all' in options && options.all === true;
      lookup(name, { all }, (_: null, address: unknown, family: number) =>
        resolve(all ? address : { address, family }),
      );
    });
}

const otherRecords = [
  'resolve6',
  'resolveAny',
  'resolveCaa',
  'resolveCname',
  'resolveMx',
  'resolveNaptr',
  'resolveNs',
  'resolvePtr',
  'resolveSoa',
  'resolveSrv',
  'resolveTlsa',
  'resolveTxt',
  'reverse',
];

function noRecord(kind: string, args: readonly unknown[]): void {
  const found = args.at(-1) as Found;
  process.nextTick(() => found(noData(kind, String(args[0]))));
}

function noData(kind: string, name: string): Error {
  return Object.assign(new Error(`${kind} ENODATA ${name} (the local cloud answers addresses only)`), {
    code: 'ENODATA',
    syscall: kind,
    hostname: name,
  });
}

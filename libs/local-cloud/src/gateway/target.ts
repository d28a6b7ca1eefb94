import type { Connection, CustomDomains } from '../kernel/edge.ts';
import { InfrastructureIsDeclaredError, NotSupportedError } from '../kernel/errors.ts';
import type { Operation } from '../kernel/operation.ts';
import type { DeclaredOnly, Protocol, Service, ServiceState } from '../kernel/service.ts';
import { hostTarget, type HostTarget } from './host.ts';
import { RouteTable } from './routes.ts';
import type { Claim } from './sigv4/claim.ts';

/** A service as the door sees it: its constant, its state and what finds its operations. */
export interface ServiceEntry {
  readonly service: Service;
  readonly state: ServiceState;
  readonly operations: ReadonlyMap<string, Operation<ServiceState>>;
  readonly routes: RouteTable<Operation<ServiceState>> | undefined;
}

/** Where a request is going. */
export type Target =
  | { readonly kind: 'control'; readonly path: string }
  | {
      readonly kind: 'edge';
      readonly apiId: string;
      readonly stage: string;
      readonly path: string;
      readonly region: string;
      /** Host name in lower case, if it is a custom domain's. */
      readonly domainName?: string;
    }
  | { readonly kind: 'service'; readonly entry: ServiceEntry; readonly region: string; readonly path: string };

export interface RequestHead {
  readonly method: string;
  readonly rawPath: string;
  readonly query: ReadonlyMap<string, string>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly host: string;
  /** Host name that function code connected to; undefined for everybody else. */
  readonly destination: string | undefined;
  readonly connection: Connection;
}

const EDGE = '/_execute-api/';
const CONTROL = '/_palisade/';
const DEFAULT_REGION = 'us-east-1';
/** No API has such a name: API Gateway answers 403. */
const nowhere = { apiId: '', stage: '', path: '/' };

export class Targets {
  readonly #byName: ReadonlyMap<string, ServiceEntry>;
  readonly #byTargetPrefix: ReadonlyMap<string, ServiceEntry>;
  readonly #unsignedForm: ServiceEntry | undefined;
  readonly #domains: () => CustomDomains | undefined;

  constructor(entries: readonly ServiceEntry[], domains: () => CustomDomains | undefined = () => undefined) {
    this.#domains = domains;
    this.#byName = new Map(
      entries.flatMap((entry) => {
        const { alias, name, signingName = name } = entry.service;
        return [signingName, ...(alias === undefined ? [] : [alias.endpoint])].map((each) => [each, entry] as const);
      }),
    );
    this.#byTargetPrefix = new Map(
      entries.flatMap((entry) => {
        const { alias, targetPrefix } = entry.service;
        return [targetPrefix, alias?.targetPrefix].flatMap((each) =>
          each === undefined ? [] : [[each, entry] as const],
        );
      }),
    );
    this.#unsignedForm = entries.find(({ service }) => service.protocol === 'query');
  }

  /**
   * Finds the target from, in this order: the custom domain of the handshake, the path, AWS's own host name, the credential scope,
   * X-Amz-Target; else S3.
   */
  find(head: RequestHead, claim: Claim | undefined): Target {
    const { destination, rawPath } = head;
    const custom = this.#findCustom(head);
    if (custom !== undefined) return custom;
    if (destination !== undefined) return this.#findReached(head, destination, claim);
    if (rawPath.startsWith(CONTROL)) return { kind: 'control', path: rawPath.slice(CONTROL.length - 1) };
    if (rawPath.startsWith(EDGE)) {
      const [apiId = '', stage = '', ...rest] = rawPath.slice(EDGE.length).split('/');
      return { kind: 'edge', apiId, stage, path: `/${rest.join('/')}`, region: claim?.region ?? DEFAULT_REGION };
    }
    return this.#findNamed(head, hostTarget(head.host), claim);
  }

  /**
   * Handshake, Host header and, for function code, the host it connected to must be about one and the same custom domain: no
   * other connection leads to it, and this one leads nowhere else.
   */
  #findCustom(head: RequestHead): Target | undefined {
    const { connection, destination, rawPath } = head;
    const host = head.host.replace(/:\d+$/, '').toLowerCase();
    const domains = this.#domains();
    const named = (name: string): string | undefined => domains?.customDomain(name)?.name;
    const expected = connection.customDomain?.name;
    const names = [named(host), ...(destination === undefined ? [] : [named(destination.toLowerCase())])];
    if (expected === undefined && names.every((name) => name === undefined)) return undefined;
    const route = names.every((name) => name === expected) ? domains?.route(host, rawPath) : undefined;
    return { kind: 'edge', region: DEFAULT_REGION, ...(route ?? nowhere), domainName: host };
  }

  /**
   * Function code gets the service whose endpoint it connected to, as on AWS: what it writes into the Host header cannot lead
   * it past its network to another one. The header still says which bucket.
   */
  #findReached(head: RequestHead, destination: string, claim: Claim | undefined): Target {
    const reached = hostTarget(destination);
    if (reached === undefined) throw new NotSupportedError(`the AWS endpoint ${destination}`);
    const named = hostTarget(head.host);
    return this.#findNamed(
      head,
      named?.service === reached.service ? { ...reached, label: named.label } : reached,
      claim,
    );
  }

  #findNamed(head: RequestHead, host: HostTarget | undefined, claim: Claim | undefined): Target {
    const { rawPath } = head;
    const region = host?.region ?? claim?.region ?? DEFAULT_REGION;
    if (host?.service === 'execute-api') {
      const [stage = '', ...rest] = rawPath.slice(1).split('/');
      return { kind: 'edge', apiId: host.label as string, stage, path: `/${rest.join('/')}`, region };
    }
    const entry = this.#entry(head, host?.service ?? claim?.service);
    const virtual = host?.service === 's3' && host.label !== undefined;
    return { kind: 'service', entry, region, path: virtual ? `/${host.label}${rawPath}` : rawPath };
  }

  #entry(head: RequestHead, named: string | undefined): ServiceEntry {
    if (named !== undefined) {
      const entry = this.#byName.get(named);
      if (entry === undefined) throw new NotSupportedError(`the AWS service '${named}'`);
      return entry;
    }
    const amzTarget = head.headers['x-amz-target'];
    const byTarget = amzTarget && this.#byTargetPrefix.get(amzTarget.slice(0, amzTarget.lastIndexOf('.')));
    if (byTarget) return byTarget;
    const form =
      head.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true ||
      head.query.has('Action');
    const entry = form && head.rawPath === '/' ? this.#unsignedForm : this.#byName.get('s3');
    if (entry === undefined) throw new NotSupportedError('the AWS service of this unsigned request');
    return entry;
  }
}

export function serviceEntry(service: Service, state: ServiceState): ServiceEntry {
  const all = [...service.declaredOnly.map((each) => refusal(service, each)), ...service.operations];
  return {
    service,
    state,
    operations: new Map(all.map((each) => [each.name, each])),
    routes: isRest(service.protocol)
      ? new RouteTable(
          all.flatMap((entry) => (entry.route === undefined ? [] : [{ route: entry.route, entry }])),
          service.selectors,
        )
      : undefined,
  };
}

/** An operation that programs alone do: refused, whoever asks. */
function refusal({ name: service }: Service, declared: DeclaredOnly<ServiceState>): Operation<ServiceState> {
  const { name, route } = declared;
  return {
    name,
    ...(route && { route }),
    prepare: (request, state, region) => ({
      permissions: declared.permissions?.(request, state, region) ?? [],
      prove: () => ({}),
      run() {
        throw new InfrastructureIsDeclaredError(`${service}:${name}`);
      },
    }),
  };
}

export function isRest(protocol: Protocol): boolean {
  return protocol === 'rest-json' || protocol === 'rest-xml' || protocol === 'rest-xml-wrapped';
}

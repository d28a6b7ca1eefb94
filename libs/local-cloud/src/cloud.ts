import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue, Graph, Resource } from '@palisade/local-engine';
import { Authenticator } from './gateway/authenticate.ts';
import { Authoriser } from './gateway/authorise.ts';
import { Control } from './gateway/control.ts';
import { writePrivateFile } from './kernel/private-file.ts';
import { CredentialStore } from './gateway/credentials/index.ts';
import { Decisions } from './gateway/decisions.ts';
import { Door } from './gateway/door.ts';
import { functionConnections } from './gateway/function-connections.ts';
import { Listener } from './gateway/listener.ts';
import { Origins } from './gateway/origins.ts';
import { serviceEntry, Targets } from './gateway/target.ts';
import { CertificateAuthority } from './gateway/tls/ca.ts';
import { catalogueOf } from './kernel/catalogue.ts';
import { systemClock, type Clock } from './kernel/clock.ts';
import { cloudView } from './kernel/cloud-view.ts';
import type { EdgeState } from './kernel/edge.ts';
import type { Host } from './kernel/host.ts';
import { lockDirectory } from './kernel/lock.ts';
import type { Network } from './kernel/origin.ts';
import { services as allServices } from './kernel/registry.ts';
import { ACCOUNT_STACK, accountGraph, retentionOf, unmanaged } from './kernel/retained.ts';
import { ApplyError, type Service, type ServiceState } from './kernel/service.ts';
import { ServiceStates } from './kernel/service-states.ts';
import { createHost, stackDirectory } from './local-host.ts';
import { iam } from './services/iam/index.ts';
import type { StackStore } from './stack-store.ts';

export const DEFAULT_PORT = 4566;
export const DEFAULT_ACCOUNT = '123456789012';
const PARTITION = 'aws';
const HOME_REGION = 'us-east-1';

export interface CloudOptions {
  /** The workspace's `.palisade` directory; made if missing. */
  readonly root: string;
  /** 0 takes any free port. */
  readonly port?: number;
  readonly clock?: Clock;
  /** Twelve digits. */
  readonly accountId?: string;
  readonly version?: string;
  readonly store: StackStore;
  /** All services unless a test wants fewer; iam and sts must be among them. */
  readonly services?: readonly Service[];
  /** One line for the operator; standard error unless given. */
  readonly log?: (message: string) => void;
  /** What the control API's stop does; by default the cloud closes and the process may end. */
  readonly onStop?: () => void;
}

/** The embedded cloud: services that interpret the graphs of deployed stacks, behind one door. */
export class LocalCloud {
  readonly host: Host;
  readonly credentials: CredentialStore;
  readonly decisions: Decisions;
  readonly catalogue: Catalogue;
  readonly #options: CloudOptions;
  readonly #states: ServiceStates;
  readonly #authority: CertificateAuthority;
  readonly #door: Door;
  readonly #origins: Origins;
  /** The API Gateway data plane; undefined in a cloud without it. */
  readonly #edge: EdgeState | undefined;
  readonly #unlock: () => void;
  readonly #graphs = new Map<string, Graph>();
  /** Stacks that are stored but were refused when the cloud started. */
  readonly #leftOut = new Map<string, Graph>();
  /** What stacks have left in the account, and what is written down of it. */
  #retained: readonly Resource[] = [];
  #retainedInFile: readonly Resource[] = [];
  readonly #token = randomBytes(32).toString('base64url');
  #listener: Listener | undefined;
  #endpoint = '';
  /** Applies run one after another. */
  #change: Promise<void> = Promise.resolve();

  /** Opens the cloud of a workspace with everything that was deployed to it. Throws if another process has it open. */
  static async open(options: CloudOptions): Promise<LocalCloud> {
    mkdirSync(options.root, { recursive: true, mode: 0o700 });
    const unlock = lockDirectory(options.root);
    try {
      const cloud = new LocalCloud(options, unlock);
      for (const graph of await options.store.load()) cloud.#graphs.set(graph.stack, graph);
      cloud.#retainedInFile = await options.store.loadRetained();
      cloud.#retained = unmanaged(cloud.#retainedInFile, cloud.#graphs.values());
      await cloud.#resume();
      return cloud;
    } catch (error) {
      unlock();
      throw error;
    }
  }

  private constructor(options: CloudOptions, unlock: () => void) {
    const { root, clock = systemClock, accountId = DEFAULT_ACCOUNT, services = allServices } = options;
    const log = options.log ?? ((message: string) => void process.stderr.write(`${message}\n`));
    this.#options = options;
    if (options.port !== 0) this.#endpoint = endpointOf(options.port ?? DEFAULT_PORT);
    this.#unlock = unlock;
    this.#states = new ServiceStates(services);
    this.#authority = new CertificateAuthority(root, () => clock.now());
    this.#origins = new Origins();
    this.decisions = new Decisions();
    this.catalogue = catalogueOf(services);
    const network = (): Network | undefined => asNetwork(this.#states.named('ec2'));
    const host = createHost({
      root,
      clock,
      partition: PARTITION,
      accountId,
      certificatePath: this.#authority.path,
      states: this.#states,
      origins: this.#origins,
      endpoint: () => this.#endpoint,
      credentials: () => this.credentials,
      authoriser: () => authoriser,
      log,
    });
    this.host = host;
    this.#states.create(host);
    this.#edge = this.#states.all().find(isEdge);
    const identities = host.state(iam);
    this.credentials = new CredentialStore({
      root,
      accountId,
      partition: PARTITION,
      region: HOME_REGION,
      clock,
      roles: identities,
    });
    const authoriser = new Authoriser({
      accountId,
      identities,
      network,
      stateOf: (service) => this.#states.named(service),
      decisions: this.decisions,
    });
    this.#door = new Door({
      clock,
      activity: host.activity,
      accountId,
      targets: new Targets(
        services.map((service) => serviceEntry(service, host.state(service))),
        () => this.#edge,
      ),
      authenticator: new Authenticator(this.credentials, clock),
      authoriser,
      control: new Control({
        product: 'palisade',
        version: options.version ?? '0.0.0',
        home: root,
        token: this.#token,
        decisions: this.decisions,
        cloud: {
          stacks: () => this.stacks(),
          apply: (graph) => this.apply(graph.stack, graph),
          leftOut: () => new Set(this.#leftOut.keys()),
          remove: (stack) => this.remove(stack),
          inbox: () => asMailer(this.#states.named('sns'))?.inbox() ?? [],
          stop: () => void (options.onStop ?? (() => void this.close()))(),
        },
      }),
      edge: () => this.#edge,
      connectionOf: (request) => (this.#listener as Listener).connection(request.socket),
      log,
    });
  }

  /** Base URL of the door; with port 0 only once `listen` has resolved. */
  get endpoint(): string {
    return this.#endpoint;
  }

  /** Path of the certificate that clients must trust; made by `listen`. */
  get certificatePath(): string {
    return this.#authority.path;
  }

  /**
   * Takes up what was deployed. A stack that a service refuses (rules may have become stricter since) is left out and named, and
   * the others go on: it can be deployed again or destroyed.
   */
  async #resume(): Promise<void> {
    while (true) {
      try {
        return await this.#switchTo(this.#graphs, this.#retained, async () => undefined);
      } catch (error) {
        const refused = error instanceof ApplyError ? error.problems.flatMap(({ urn }) => stackOf(urn) ?? []) : [];
        const left = [...new Set(refused)].flatMap((stack) => this.#graphs.get(stack) ?? []);
        if (left.length === 0) throw error;
        for (const graph of left) {
          this.#graphs.delete(graph.stack);
          this.#leftOut.set(graph.stack, graph);
        }
        this.host.log(
          `left out ${left.map(({ stack }) => stack).join(', ')}: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
  }

  /** Deployed stacks. */
  stacks(): readonly Graph[] {
    return [...this.#graphs.values()];
  }

  /**
   * Makes `graph` the state of its stack, in all services or none: a service that cannot follow, or a state file that cannot be
   * written, leaves everything as it was. Throws ApplyError.
   */
  apply(stack: string, graph: Graph): Promise<void> {
    return this.#exclusively(async () => {
      const next = new Map(this.#graphs).set(stack, graph);
      try {
        await this.#take(stack, graph, next, () => this.#options.store.save(graph));
      } catch (error) {
        if (error instanceof ApplyError) {
          const { problems } = error;
          this.host.activity.refused({ graph, deployed: this.#graphs.get(stack), problems });
        }
        throw error;
      }
      this.#graphs.set(stack, graph);
      this.#leftOut.delete(stack);
    });
  }

  /** Takes a stack and its data away. Throws ApplyError if a service refuses (a bucket that is not empty). */
  remove(stack: string): Promise<void> {
    return this.#exclusively(async () => {
      const next = new Map(this.#graphs);
      next.delete(stack);
      await this.#take(stack, undefined, next, () => this.#options.store.remove(stack));
      this.#graphs.delete(stack);
      this.#leftOut.delete(stack);
      rmSync(stackDirectory(this.#options.root, stack), { recursive: true, force: true });
    });
  }

  /** Opens the door; resolves with the endpoint. Throws PortError if the port is taken. */
  async listen(): Promise<string> {
    const { clock, origins, log } = this.host;
    const listener = new Listener({
      port: this.#options.port ?? DEFAULT_PORT,
      certificate: await this.#authority.doorCertificate(),
      contextFor: (name) => this.#authority.contextFor(name),
      certificateFor: (name) => this.#authority.certificateFor(name),
      customDomain: (host) => this.#edge?.customDomain(host),
      onRequest: this.#door.handle,
      onFunctionConnection: functionConnections({
        origins,
        network: () => asNetwork(this.#states.named('ec2')),
        isCustomDomain: (host) => this.#edge?.customDomain(host) !== undefined,
        log,
      }),
      now: () => clock.now(),
      log,
    });
    this.#listener = listener;
    const port = await listener.listen();
    this.#endpoint = endpointOf(port);
    const control = { pid: process.pid, port, endpoint: this.#endpoint, token: this.#token, startedAt: clock.now() };
    writePrivateFile(join(this.#options.root, 'control.json'), `${JSON.stringify(control)}\n`);
    this.#settle();
    return this.#endpoint;
  }

  /** Finishes requests in progress, flushes all data and releases the workspace. */
  async close(): Promise<void> {
    await this.#listener?.close();
    await this.#change;
    this.host.scheduler.close();
    for (const state of this.#states.all()) await state.close?.();
    rmSync(join(this.#options.root, 'control.json'), { force: true });
    this.#unlock();
  }

  /**
   * Takes a stack to its next graph, and with it what it leaves in the account or takes over from there. What it leaves is stored before
   * the stack is, so that a crash in between loses nothing.
   */
  async #take(
    stack: string,
    after: Graph | undefined,
    next: ReadonlyMap<string, Graph>,
    commit: () => Promise<void>,
  ): Promise<void> {
    const before = this.#graphs.get(stack) ?? this.#leftOut.get(stack);
    const retained = this.#retained;
    const change = { after, before, catalogue: this.catalogue, retained, stacks: next.values() };
    const { kept, left, seen } = retentionOf(change);
    await this.#switchTo(next, seen, async () => {
      if (left.length > 0) await this.#saveRetained([...retained, ...left]);
      await commit();
      this.#retained = kept;
      // What a stack has taken over may stay in the file until the next change: that the stack has it counts when both are read.
      await this.#saveRetained(kept).catch((error: unknown) => this.host.log(`retained resources: ${String(error)}`));
    });
  }

  async #saveRetained(resources: readonly Resource[]): Promise<void> {
    const before = this.#retainedInFile;
    if (resources.length === before.length && resources.every((each, index) => each === before[index])) return;
    await this.#options.store.saveRetained(resources);
    this.#retainedInFile = resources;
  }

  /** Two phases: every service prepares, the state is written, every service switches over. */
  async #switchTo(
    graphs: ReadonlyMap<string, Graph>,
    retained: readonly Resource[],
    commit: () => Promise<void>,
  ): Promise<void> {
    const account = retained.length === 0 ? [] : [[ACCOUNT_STACK, accountGraph(retained)] as const];
    const view = cloudView(new Map([...account, ...graphs]));
    const switches = this.#states.all().map((state) => state.interpret(view));
    await commit();
    const failures: unknown[] = [];
    for (const switchOver of switches) {
      try {
        await switchOver();
      } catch (error) {
        failures.push(error);
        this.host.log(`a service could not switch over: ${error instanceof Error ? error.stack : String(error)}`);
      }
    }
    this.#listener?.refresh();
    // The state says otherwise already, and so do the other services: a restart reads it and brings all together.
    if (failures.length > 0) {
      throw new AggregateError(
        failures,
        'A service could not follow the deployment that was stored. Restart the local cloud.',
      );
    }
    if (this.#listener !== undefined) this.#settle();
  }

  #settle(): void {
    for (const state of this.#states.all()) state.settled?.();
  }

  #exclusively(change: () => Promise<void>): Promise<void> {
    const done = this.#change.then(change);
    this.#change = done.catch(() => undefined);
    return done;
  }
}

const endpointOf = (port: number): string => `https://127.0.0.1:${port}`;

/** `dev`, from `urn:pulumi:dev::project::type::name`. */
function stackOf(urn: string): string | undefined {
  return /^urn:pulumi:(.+?)::/.exec(urn)?.[1];
}

function asMailer(state: ServiceState | undefined): { inbox(): readonly object[] } | undefined {
  return state !== undefined && 'inbox' in state ? (state as ServiceState & { inbox(): readonly object[] }) : undefined;
}

function asNetwork(state: ServiceState | undefined): Network | undefined {
  return state !== undefined && 'pathTo' in state && 'endpointPolicy' in state
    ? (state as ServiceState & Network)
    : undefined;
}

function isEdge(state: ServiceState): state is ServiceState & EdgeState {
  return 'serve' in state && typeof state.serve === 'function';
}

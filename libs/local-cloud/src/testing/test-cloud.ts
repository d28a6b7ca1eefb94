import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, type AgentOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Graph } from '@palisade/local-engine';
import { LocalCloud } from '../cloud.ts';
import { ManualClock } from '../kernel/clock.ts';
import type { Credentials } from '../kernel/host.ts';
import type { Service } from '../kernel/service.ts';
import { iam } from '../services/iam/index.ts';
import { sts } from '../services/sts/index.ts';
import { memoryStackStore, type StackStore } from '../stack-store.ts';
import { declareGraph, type Declaration } from './declare.ts';

export interface TestCloudOptions {
  /** Services beside iam and sts. */
  readonly services?: readonly Service[];
  /** Kept by the caller to open the same cloud again; a new temporary directory otherwise. */
  readonly root?: string;
  readonly store?: StackStore;
  readonly clock?: ManualClock;
}

/** What every AWS SDK client takes: `new S3Client(cloud.deployer())`. */
export interface ClientConfig {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  readonly requestHandler: { readonly httpsAgent: Agent; readonly connectionTimeout: number };
  readonly maxAttempts: number;
  readonly systemClockOffset: number;
}

const REGION = 'us-east-1';

/** A cloud in a temporary directory, on a free port, with time standing still at the moment of its start. */
export class TestCloud {
  readonly cloud: LocalCloud;
  readonly clock: ManualClock;
  readonly root: string;
  /** What the cloud told its operator. */
  readonly log: readonly string[];
  readonly #agent: Agent;
  readonly #keepRoot: boolean;

  constructor(cloud: LocalCloud, clock: ManualClock, root: string, log: readonly string[], keepRoot: boolean) {
    this.cloud = cloud;
    this.clock = clock;
    this.root = root;
    this.log = log;
    this.#keepRoot = keepRoot;
    this.#agent = new Agent({ keepAlive: true, ca: readFileSync(cloud.certificatePath) });
  }

  get endpoint(): string {
    return this.cloud.endpoint;
  }

  /** TLS options that trust this cloud. */
  get tls(): AgentOptions {
    return { ca: readFileSync(this.cloud.certificatePath) };
  }

  get agent(): Agent {
    return this.#agent;
  }

  /** Builds a graph from what `declare` declares and applies it. */
  async deploy(declare: (stack: Declaration) => void, stack = 'test'): Promise<Graph> {
    const { catalogue, endpoint, host } = this.cloud;
    const elsewhere = this.cloud.stacks().filter((graph) => graph.stack !== stack);
    const { accountId } = host;
    const graph = declareGraph({ catalogue, endpoint, accountId, stack, region: REGION, elsewhere }, declare);
    await this.cloud.apply(stack, graph);
    return graph;
  }

  /** Client configuration of the administrator. */
  deployer(region = REGION): ClientConfig {
    const user = this.cloud.credentials.user('deployer');
    if (user === undefined) throw new Error('There is no deployer.');
    const { accessKeyId, secretAccessKey } = user;
    return this.withCredentials({ accessKeyId, secretAccessKey }, region);
  }

  /** Client configuration of a session of that role, made without asking its trust policy. */
  role(
    roleArn: string,
    options: { readonly region?: string; readonly sessionName?: string; readonly sourceFunctionArn?: string } = {},
  ): ClientConfig {
    const { region = REGION, sessionName = 'test', sourceFunctionArn } = options;
    const credentials: Credentials = this.cloud.host.roleCredentials({
      roleArn,
      sessionName,
      duration: 3600,
      ...(sourceFunctionArn !== undefined && { sourceFunctionArn }),
    });
    return this.withCredentials(credentials, region);
  }

  withCredentials(credentials: ClientConfig['credentials'], region = REGION): ClientConfig {
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    return {
      region,
      endpoint: this.endpoint,
      credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) },
      requestHandler: { httpsAgent: this.#agent, connectionTimeout: 5_000 },
      maxAttempts: 1,
      systemClockOffset: this.clock.now() - Date.now(),
    };
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    await this.cloud.close();
    if (!this.#keepRoot) rmSync(this.root, { recursive: true, force: true });
  }
}

/** Starts a cloud with the given services and what `declare` declares. Close it after the test. */
export async function startTestCloud(
  declare: ((stack: Declaration) => void) | undefined,
  options: TestCloudOptions = {},
): Promise<TestCloud> {
  const clock = options.clock ?? new ManualClock(Math.floor(Date.now() / 1000) * 1000);
  const root = options.root ?? mkdtempSync(join(tmpdir(), 'palisade-'));
  const log: string[] = [];
  const cloud = await LocalCloud.open({
    root,
    port: 0,
    clock,
    store: options.store ?? memoryStackStore(),
    services: [...new Set([iam, sts, ...(options.services ?? [])])],
    log: (message) => void log.push(message),
  });
  await cloud.listen();
  const test = new TestCloud(cloud, clock, root, log, options.root !== undefined);
  if (declare !== undefined) {
    await test.deploy(declare).catch(async (error: unknown) => {
      await test.close();
      throw error;
    });
  }
  return test;
}

import { timingSafeEqual } from 'node:crypto';
import type { Graph } from '@palisade/local-engine';
import { ApplyError } from '../kernel/service.ts';
import { BodyError } from './body.ts';
import type { Decisions } from './decisions.ts';
import type { WireReply } from './protocols/protocol.ts';
import type { RequestHead } from './target.ts';

/** What the control API can do to the cloud. */
export interface ControlledCloud {
  stacks(): readonly Graph[];
  /** Stacks that are stored but not served, because a service refused them when the cloud started. */
  leftOut(): ReadonlySet<string>;
  apply(graph: Graph): Promise<void>;
  remove(stack: string): Promise<void>;
  /** Mails that topics have sent, oldest first: they lie here instead of in somebody's mailbox. */
  inbox(): readonly object[];
  /** Ends the process that serves the cloud, after the reply went out. */
  stop(): void;
}

export interface ControlOptions {
  readonly product: string;
  readonly version: string;
  /** The workspace's `.palisade` directory: tells one workspace's cloud from another's. */
  readonly home: string;
  /** Bearer token; written to `control.json`, mode 0600. */
  readonly token: string;
  readonly cloud: ControlledCloud;
  readonly decisions: Decisions;
}

const LIMIT = 64 * 1024 * 1024;

/**
 * `/_palisade/…`: health for everybody; the rest needs the token of `control.json`. A web page cannot drive it: requests with an
 * Origin are refused, and so is any Host that is not this machine's (DNS rebinding).
 */
export class Control {
  readonly #options: ControlOptions;

  constructor(options: ControlOptions) {
    this.#options = options;
  }

  async serve(
    head: RequestHead,
    path: string,
    readBody: (limit: number) => Promise<Buffer> | Buffer,
  ): Promise<WireReply> {
    const host = head.host.replace(/:\d+$/, '').toLowerCase();
    if (host !== '127.0.0.1' && host !== 'localhost')
      return problem(421, `This is a local control API; ${host || 'no host'} is not its name.`);
    if (head.headers['origin'] !== undefined) return problem(403, 'Web pages may not use the control API.');
    const { home, product, version } = this.#options;
    if (path === '/health') return reply(200, { product, version, home, pid: process.pid });
    if (!this.#mayEnter(head.headers['authorization'])) {
      return problem(401, 'Send the token of .palisade/control.json as a bearer token.', {
        'www-authenticate': 'Bearer',
      });
    }
    return this.#act(`${head.method} ${path}`, readBody);
  }

  async #act(request: string, readBody: (limit: number) => Promise<Buffer> | Buffer): Promise<WireReply> {
    const { cloud, decisions } = this.#options;
    if (request === 'GET /stacks') return reply(200, { stacks: cloud.stacks() });
    if (request === 'GET /inbox') return reply(200, { mails: cloud.inbox() });
    if (request === 'GET /decisions') return reply(200, { decisions: decisions.list() });
    if (request === 'POST /stop') {
      cloud.stop();
      return reply(202, {});
    }
    const [, method, stack] = /^(GET|PUT|DELETE) \/stacks\/([^/]+)$/.exec(request) ?? [];
    if (method === undefined || stack === undefined) return problem(404, `There is no ${request}.`);
    const name = decodeURIComponent(stack);
    const present = cloud.stacks().find((graph) => graph.stack === name);
    if (method === 'PUT') return this.#change(async () => cloud.apply(readGraph(await readBody(LIMIT), name)));
    if (method === 'DELETE' && (present !== undefined || cloud.leftOut().has(name))) {
      return this.#change(() => cloud.remove(name));
    }
    return present === undefined ? problem(404, `There is no stack ${name}.`) : reply(200, present);
  }

  async #change(change: () => Promise<void>): Promise<WireReply> {
    try {
      await change();
      return { status: 204, headers: {}, body: '' };
    } catch (error) {
      if (error instanceof ApplyError) return reply(409, { message: error.message, problems: error.problems });
      if (error instanceof GraphError) return problem(400, error.message);
      if (error instanceof BodyError && error.kind === 'too-large')
        return problem(413, 'The graph is larger than 64 MiB.');
      if (isDiskError(error)) return problem(507, `Its data could not be written: ${error.message}.`);
      throw error;
    }
  }

  #mayEnter(authorization: string | undefined): boolean {
    const given = Buffer.from(authorization ?? '');
    const expected = Buffer.from(`Bearer ${this.#options.token}`);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}

class GraphError extends Error {}

/** A refusal of the operating system: no space, a limit, no permission. */
function isDiskError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

function readGraph(body: Buffer, stack: string): Graph {
  let graph: unknown;
  try {
    graph = JSON.parse(body.toString('utf8'));
  } catch {
    throw new GraphError('The body is not a JSON graph.');
  }
  if (typeof graph !== 'object' || graph === null || !('resources' in graph) || !Array.isArray(graph.resources)) {
    throw new GraphError('The body is not a graph: it has no resources.');
  }
  if (!('stack' in graph) || graph.stack !== stack)
    throw new GraphError(`The graph is of another stack than ${stack}.`);
  return graph as unknown as Graph;
}

function reply(status: number, value: object, headers: Readonly<Record<string, string>> = {}): WireReply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

function problem(status: number, message: string, headers: Readonly<Record<string, string>> = {}): WireReply {
  return reply(status, { message }, headers);
}

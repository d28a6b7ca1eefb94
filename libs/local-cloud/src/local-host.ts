import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArn, type Decision } from '@palisade/policies';
import type { Authoriser } from './gateway/authorise.ts';
import { createActivity, type ServiceCall } from './kernel/activity.ts';
import { globalContext } from './kernel/context.ts';
import type { CredentialStore } from './gateway/credentials/index.ts';
import type { Clock } from './kernel/clock.ts';
import type { Host, RoleSessionRequest } from './kernel/host.ts';
import { openJournal } from './kernel/journal.ts';
import { createMetrics } from './kernel/metrics.ts';
import type { Permission } from './kernel/operation.ts';
import type { OriginRegistry } from './kernel/origin.ts';
import type { Principal } from './kernel/principal.ts';
import { requestId } from './kernel/request-id.ts';
import { createTraces } from './kernel/traces.ts';
import { createScheduler } from './kernel/scheduler.ts';
import type { ServiceStates } from './kernel/service-states.ts';

export interface LocalHostOptions {
  readonly root: string;
  readonly clock: Clock;
  readonly partition: string;
  readonly accountId: string;
  readonly certificatePath: string;
  readonly states: ServiceStates;
  readonly origins: OriginRegistry;
  readonly endpoint: () => string;
  /** Asked for only once all states exist. */
  readonly credentials: () => CredentialStore;
  readonly authoriser: () => Authoriser;
  readonly log: (message: string) => void;
}

/** What this cloud offers its services. */
export function createHost(options: LocalHostOptions): Host {
  const { accountId, certificatePath, clock, endpoint, log, origins, partition, root, states } = options;
  const activity = createActivity();
  const host: Host = {
    clock,
    scheduler: createScheduler(clock, (error) =>
      log(`scheduled work failed: ${error instanceof Error ? error.stack : String(error)}`),
    ),
    partition,
    accountId,
    get endpoint() {
      return endpoint();
    },
    certificatePath,
    dataDirectory(stack, service) {
      const directory = join(stackDirectory(root, stack), service);
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      return directory;
    },
    accountDirectory(service) {
      const directory = join(root, 'account', service);
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      return directory;
    },
    assetPath: (hash) => join(root, 'assets', hash),
    openJournal: (path, onRecord) => openJournal(path, onRecord),
    state: (service) => states.get(service, host),
    authorise({ principal, region, permission, connection, userAgent, referer, requestId: id = requestId() }) {
      const now = clock.now();
      const caller = connection && { connection };
      const context = globalContext({ principal, region, accountId, now, userAgent, referer, ...caller });
      const decision = options
        .authoriser()
        .authorise({ principal, permission, context, requestId: id, now, ...caller });
      if (activity.observed && connection === undefined)
        activity.service(decided(principal, region, permission, decision));
      return decision;
    },
    roleCredentials(request) {
      if (request.sourceFunctionArn !== undefined && activity.observed) activity.service(assumed(request, accountId));
      return options.credentials().issueForRole(request);
    },
    userCredentials: (request) => options.credentials().issueForUser(request),
    presentMfa: (presentation) => options.credentials().presentMfa(presentation),
    origins,
    metrics: createMetrics(),
    activity,
    traces: createTraces(),
    log,
  };
  return host;
}

/** What a service asked to do, and the answer; uses of keys are told by KMS, which knows more. */
function decided(
  principal: Principal,
  region: string,
  { action, resource }: Permission,
  decision: Decision,
): ServiceCall {
  const call = { action, resource, principal, region };
  return decision.verdict === 'Allowed' ? call : { ...call, errorCode: 'AccessDenied' };
}

/** Lambda takes a function's role for its code. */
function assumed({ roleArn, sessionName, sourceFunctionArn = '' }: RoleSessionRequest, accountId: string): ServiceCall {
  return {
    action: 'sts:AssumeRole',
    resource: roleArn,
    principal: {
      kind: 'service',
      name: 'lambda.amazonaws.com',
      sourceArn: sourceFunctionArn,
      sourceAccount: accountId,
    },
    region: parseArn(sourceFunctionArn)?.region ?? '',
    sessionName,
  };
}

/** Data of one stack; a folder of their own keeps stacks apart from the workspace's other files, whatever their names. */
export function stackDirectory(root: string, stack: string): string {
  return join(root, 'stacks', stack);
}

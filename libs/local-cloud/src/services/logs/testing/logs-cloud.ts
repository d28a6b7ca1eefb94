import { join } from 'node:path';
import type { Properties, Resource } from '@palisade/local-engine';
import { ManualClock } from '../../../kernel/clock.ts';
import type { Host } from '../../../kernel/host.ts';
import { openJournal } from '../../../kernel/journal.ts';
import { createScheduler } from '../../../kernel/scheduler.ts';
import type { CloudView } from '../../../kernel/service.ts';
import { LOG_GROUP } from '../resources/log-group.ts';
import { LogsState } from '../state.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';

export interface LogsCloud {
  readonly clock: ManualClock;
  readonly directory: string;
  readonly state: LogsState;
  /** What the state told the operator of the cloud. */
  readonly told: string[];
  /** Deploys these groups and no others. */
  deploy(...groups: readonly Properties[]): Promise<void>;
  /** A new state on the same directory, as after a restart; the old one is left as a killed process leaves it. */
  restart(): LogsCloud;
}

type HostPart = Pick<Host, 'clock' | 'scheduler' | 'partition' | 'accountId' | 'dataDirectory' | 'openJournal' | 'log'>;

/** CloudWatch Logs alone, on real files and a clock moved by hand. */
export function logsCloud(
  directory = temporaryDirectory(),
  clock = new ManualClock(),
  journal: Host['openJournal'] = openJournal,
): LogsCloud {
  const told: string[] = [];
  const part: HostPart = {
    clock,
    scheduler: createScheduler(clock, (error) => told.push(String(error))),
    partition: 'aws',
    accountId: '000000000000',
    dataDirectory: (stack, service) => join(directory, stack, service),
    openJournal: journal,
    log: (message) => told.push(message),
  };
  const state = new LogsState(part as Host);
  return {
    clock,
    directory,
    state,
    told,
    deploy: async (...groups) => state.interpret(viewOf(groups))(),
    restart: () => logsCloud(directory, clock, journal),
  };
}

function viewOf(groups: readonly Properties[]): CloudView {
  const resources = groups.map(groupResource);
  const graph = { organization: 'o', project: 'p', stack: 's', seed: '0', resources, outputs: {}, secretOutputs: [] };
  return {
    stacks: new Map([['s', graph]]),
    ofType: (token) => resources.filter(({ type }) => type === token).map((resource) => ({ stack: 's', resource })),
    byUrn: () => undefined,
  };
}

function groupResource(properties: Properties, index: number): Resource {
  const name = String(properties['name']);
  return {
    urn: `urn:pulumi:s::p::${LOG_GROUP}::${index}`,
    type: LOG_GROUP,
    name,
    custom: true,
    external: false,
    id: name,
    identity: '',
    generated: [],
    inputs: properties,
    outputs: { region: 'us-east-1', arn: name, ...properties },
    secretInputs: [],
    secretOutputs: [],
    dependencies: [],
    propertyDependencies: {},
    protect: false,
    retainOnDelete: false,
  } as Resource;
}

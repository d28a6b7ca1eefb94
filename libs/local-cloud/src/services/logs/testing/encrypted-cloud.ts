import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  startTestCloud,
  type ClientConfig,
  type Declaration,
  type TestCloud,
  type TestCloudOptions,
} from '../../../testing/index.ts';
import { kms } from '../../kms/index.ts';
import { logs } from '../index.ts';

/** A cloud with KMS and CloudWatch Logs, and short ways to the stream `s` of the group `/app`. */
export class EncryptedCloud {
  readonly cloud: TestCloud;

  constructor(cloud: TestCloud) {
    this.cloud = cloud;
  }

  client(as?: ClientConfig): CloudWatchLogsClient {
    return new CloudWatchLogsClient(as ?? this.cloud.deployer());
  }

  async createStream(): Promise<void> {
    await this.client().send(new CreateLogStreamCommand({ logGroupName: '/app', logStreamName: 's' }));
  }

  /** Writes texts by PutLogEvents. */
  async put(...texts: readonly string[]): Promise<void> {
    const timestamp = this.cloud.clock.now();
    const logEvents = texts.map((message) => ({ timestamp, message }));
    await this.client().send(new PutLogEventsCommand({ logGroupName: '/app', logStreamName: 's', logEvents }));
  }

  /** Delivers texts as a service does. */
  write(...texts: readonly string[]): boolean {
    const timestamp = this.cloud.clock.now();
    const events = texts.map((message) => ({ timestamp, message }));
    return this.cloud.cloud.host.state(logs).write('us-east-1', '/app', 's', events);
  }

  read(as?: ClientConfig): Promise<(string | undefined)[]> {
    return this.#get({}, as);
  }

  readSince(startTime: number): Promise<(string | undefined)[]> {
    return this.#get({ startTime });
  }

  async filter(as?: ClientConfig, filterPattern = ''): Promise<(string | undefined)[]> {
    const command = new FilterLogEventsCommand({ logGroupName: '/app', filterPattern });
    const { events = [] } = await this.client(as).send(command);
    return events.map(({ message }) => message);
  }

  /** Waits until everything delivered so far is on disk. */
  flush(): Promise<void> {
    return this.cloud.cloud.host.state(logs).group('us-east-1', '/app').logs.events.flush();
  }

  async #get(input: { readonly startTime?: number }, as?: ClientConfig): Promise<(string | undefined)[]> {
    const stream = { logGroupName: '/app', logStreamName: 's', startFromHead: true };
    const { events = [] } = await this.client(as).send(new GetLogEventsCommand({ ...stream, ...input }));
    return events.map(({ message }) => message);
  }

  /** Names of the files under the root of the cloud that contain the text. */
  filesWith(text: string): string[] {
    return readdirSync(this.cloud.root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => readFileSync(path).includes(text));
  }
}

export async function startEncryptedCloud(
  declare: ((stack: Declaration) => void) | undefined,
  options: TestCloudOptions = {},
): Promise<EncryptedCloud> {
  return new EncryptedCloud(await startTestCloud(declare, { ...options, services: [kms, logs] }));
}

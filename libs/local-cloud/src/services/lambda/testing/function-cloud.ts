import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FilterLogEventsCommand, CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand, LambdaClient, type InvokeCommandInput } from '@aws-sdk/client-lambda';
import type { Properties, Resource } from '@palisade/local-engine';
import type { Service } from '../../../kernel/service.ts';
import { startTestCloud, type Declaration, type TestCloud } from '../../../testing/index.ts';
import { ec2 } from '../../ec2/index.ts';
import { logs } from '../../logs/index.ts';
import { lambda } from '../index.ts';

/** Files of a function's code by name. */
export type Files = Readonly<Record<string, string>>;

export interface FunctionDeclaration {
  readonly files: Files;
  readonly inputs?: Properties;
  /** Statements of the execution role; by default it may write its own log. */
  readonly statements?: readonly object[];
  /** Resources the function stands on; what it returns is added to the function's inputs. */
  readonly around?: (stack: Declaration) => Properties;
  /** Resources that stand on the function. */
  readonly upon?: (stack: Declaration) => void;
}

export interface Answer {
  /** The answer, or the error, as JSON says it. */
  readonly payload: unknown;
  readonly functionError: string | undefined;
  readonly status: number | undefined;
  readonly log: string;
}

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

export const ownLogs = {
  Effect: 'Allow',
  Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
  Resource: '*',
};

/** A cloud with functions in it, for tests of what function code sees and does. */
export class FunctionCloud {
  readonly test: TestCloud;
  readonly #root: string;
  #functions: Readonly<Record<string, FunctionDeclaration>>;

  constructor(test: TestCloud, root: string, functions: Readonly<Record<string, FunctionDeclaration>>) {
    this.test = test;
    this.#root = root;
    this.#functions = functions;
  }

  static async start(
    functions: Readonly<Record<string, FunctionDeclaration>>,
    services: readonly Service[] = [],
  ): Promise<FunctionCloud> {
    const root = mkdtempSync(join(tmpdir(), 'palisade-lambda-'));
    const test = await startTestCloud(undefined, { root, services: [...services, logs, ec2, lambda] });
    const cloud = new FunctionCloud(test, root, functions);
    await cloud.deploy(functions).catch(async (error: unknown) => {
      await cloud.close();
      throw error;
    });
    return cloud;
  }

  get lambda(): LambdaClient {
    return new LambdaClient(this.test.deployer());
  }

  async deploy(functions: Readonly<Record<string, FunctionDeclaration>>): Promise<void> {
    this.#functions = functions;
    await this.test.deploy((stack) => {
      for (const [name, declaration] of Object.entries(this.#functions)) this.#declare(stack, name, declaration);
    });
  }

  async invoke(name: string, event: unknown = {}, options: Partial<InvokeCommandInput> = {}): Promise<Answer> {
    const reply = await this.lambda.send(
      new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(event), LogType: 'Tail', ...options }),
    );
    const text = reply.Payload?.transformToString() ?? '';
    return {
      payload: text === '' ? undefined : (JSON.parse(text) as unknown),
      functionError: reply.FunctionError,
      status: reply.StatusCode,
      log: Buffer.from(reply.LogResult ?? '', 'base64').toString('utf8'),
    };
  }

  /** Messages in a log group, oldest first. */
  async log(group: string): Promise<readonly string[]> {
    const client = new CloudWatchLogsClient(this.test.deployer());
    const { events = [] } = await client.send(new FilterLogEventsCommand({ logGroupName: group }));
    return events.map(({ message = '' }) => message.trimEnd());
  }

  async close(): Promise<void> {
    await this.test.close();
    rmSync(this.#root, { recursive: true, force: true });
  }

  /** Writes code where the engine keeps archives. */
  storeCode(files: Files): string {
    const hash = createHash('sha256').update(JSON.stringify(files)).digest('hex');
    for (const [name, content] of Object.entries(files)) {
      const path = join(this.#root, 'assets', hash, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
    return hash;
  }

  #declare(stack: Declaration, name: string, declaration: FunctionDeclaration): Resource {
    const { files, inputs = {}, statements = [ownLogs], around, upon } = declaration;
    const role = stack.resource('aws:iam/role:Role', `${name}-role`, {
      name: `${name}-role`,
      assumeRolePolicy: JSON.stringify(trust),
    });
    stack.resource('aws:iam/rolePolicy:RolePolicy', `${name}-policy`, {
      name: 'policy',
      role: role.id,
      policy: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
    });
    const made = stack.resource('aws:lambda/function:Function', name, {
      name,
      role: role.outputs['arn'] ?? '',
      code: { $asset: 'archive', hash: this.storeCode(files) },
      handler: 'index.handler',
      runtime: 'nodejs24.x',
      ...inputs,
      ...around?.(stack),
    });
    upon?.(stack);
    return made;
  }
}

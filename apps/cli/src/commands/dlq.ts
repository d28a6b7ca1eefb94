import { callAws } from '../cloud/aws-call.ts';
import { isRecord } from '../cloud/control-client.ts';
import type { AccessKey } from '../cloud/deployer.ts';
import { callJson } from '../cloud/json-call.ts';
import { askSts } from '../cloud/sts.ts';
import { CliError } from '../errors.ts';
import { deployedGraph, openStack } from '../local-stack.ts';
import type { Workspace } from '../workspace.ts';
import { deadLetterQueues, type DeadLetterQueue, type Origin } from './dead-letter-queues.ts';
import { invocationPath, sqsCall, streamRecords, type Signer } from './dlq-sources.ts';
import { originOf, tellsOrigins, type FunctionOrigin } from './message-origin.ts';
import type { StackOptions } from './options.ts';

export interface DlqOptions extends StackOptions {
  /** Name of one dead-letter queue; all of the stack otherwise. */
  readonly queue?: string;
  /** ARN of the role to act as; the deployer otherwise. */
  readonly role?: string;
}

/** Seconds a message is hidden while it is redriven: what fails comes back. */
const VISIBILITY_SECONDS = 120;

/** Lists the dead-letter queues of a stack, what fills them and how many messages wait there. */
export async function listDeadLetters(workspace: Workspace, options: DlqOptions): Promise<void> {
  const signer = await signerOf(workspace, options);
  for (const queue of queuesOf(workspace, options)) {
    const count = await waiting(workspace, queue, signer);
    if (options.json === true) console.log(JSON.stringify({ ...queue, messages: count }));
    else
      console.log(`${queue.name.padEnd(48)} ${String(count).padStart(6)}  ${queue.origins.map(described).join(', ')}`);
  }
}

/** Sends what lies in dead-letter queues where it came from; what was taken there leaves the queue. */
export async function redriveDeadLetters(workspace: Workspace, options: DlqOptions): Promise<void> {
  const signer = await signerOf(workspace, options);
  const queues = queuesOf(workspace, options);
  const unclear = queues.find((queue) => !tellsOrigins(queue));
  if (unclear !== undefined) {
    throw new CliError(
      `${unclear.name} holds the failures of ${named(unclear)}: a message does not say whose it is. ` +
        'Give each its own dead-letter queue.',
    );
  }
  for (const queue of queues) console.log(`${queue.name}: ${await redrive(workspace, queue, signer)}`);
}

async function redrive(workspace: Workspace, queue: DeadLetterQueue, signer: Signer): Promise<string> {
  const source = queue.origins.find(({ kind }) => kind === 'queue');
  if (source?.kind === 'queue') {
    await callJson(workspace, { ...sqsCall(queue, 'StartMessageMoveTask', { SourceArn: queue.arn }), ...signer });
    return `its messages move back to ${source.queueName}.`;
  }
  const origins = queue.origins.filter((origin) => origin.kind !== 'queue');
  // What fails again comes back to the queue, and is not for this run.
  const most = await waiting(workspace, queue, signer);
  let count = 0;
  while (count < most) {
    const { Messages } = await callJson(workspace, {
      ...sqsCall(queue, 'ReceiveMessage', { MaxNumberOfMessages: 10, VisibilityTimeout: VISIBILITY_SECONDS }),
      ...signer,
    });
    const messages = Array.isArray(Messages) ? Messages.filter(isRecord) : [];
    if (messages.length === 0) break;
    for (const { Body, ReceiptHandle } of messages) {
      const origin = originOf(origins, String(Body));
      if (origin === undefined)
        throw new CliError(`A message of ${queue.name} is not of ${named(queue)}. It stays there.`);
      const event = await eventOf(workspace, queue, origin, String(Body), signer);
      await invoke(workspace, queue.region, origin, event, signer);
      await callJson(workspace, { ...sqsCall(queue, 'DeleteMessage', { ReceiptHandle }), ...signer });
      count++;
    }
  }
  return `${count} redriven to ${[...new Set(origins.map(({ functionName }) => functionName))].join(' and ')}.`;
}

async function waiting(workspace: Workspace, queue: DeadLetterQueue, signer: Signer): Promise<number> {
  const { Attributes } = await callJson(workspace, {
    ...sqsCall(queue, 'GetQueueAttributes', { AttributeNames: ['ApproximateNumberOfMessages'] }),
    ...signer,
  });
  return isRecord(Attributes) ? Number(Attributes['ApproximateNumberOfMessages']) : 0;
}

/** The event a function is to get again. */
async function eventOf(
  workspace: Workspace,
  { region }: DeadLetterQueue,
  origin: FunctionOrigin,
  body: string,
  signer: Signer,
): Promise<string> {
  if (origin.kind === 'events') return body;
  const record: unknown = JSON.parse(body);
  if (!isRecord(record)) throw new CliError('A message of the dead-letter queue is no record of an invocation.');
  if (origin.kind === 'records') return JSON.stringify(record['requestPayload']);
  return streamRecords(workspace, region, record['DDBStreamBatchInfo'], signer);
}

/** An event is taken when it is queued; records of a stream when the function has finished them. */
async function invoke(
  workspace: Workspace,
  region: string,
  origin: FunctionOrigin,
  event: string,
  { signer }: Signer,
): Promise<void> {
  const waits = origin.kind === 'stream';
  const answer = await callAws(workspace, {
    service: 'lambda',
    region,
    path: invocationPath(origin.functionName),
    headers: {
      'content-type': 'application/json',
      'x-amz-invocation-type': waits ? 'RequestResponse' : 'Event',
    },
    body: event,
    ...(signer && { signer }),
  });
  if (waits && /"(errorMessage|itemIdentifier)"/.test(answer)) {
    throw new CliError(`${origin.functionName} failed again: ${answer}. The message stays in the queue.`);
  }
}

async function signerOf(workspace: Workspace, { role }: DlqOptions): Promise<Signer> {
  if (role === undefined) return {};
  const session = await askSts(workspace, 'AssumeRole', { RoleArn: role, RoleSessionName: 'palisade' });
  return { signer: session satisfies AccessKey };
}

function queuesOf(workspace: Workspace, options: DlqOptions): readonly DeadLetterQueue[] {
  const stack = openStack(workspace, options);
  if (stack.target === 'aws') {
    throw new CliError(`'${options.stack}' is on AWS: use 'aws sqs start-message-move-task', or the Lambda console.`);
  }
  const graph = deployedGraph(stack);
  if (graph === undefined) throw new CliError(`${options.stack} is not deployed.`);
  const queues = deadLetterQueues(graph).filter(({ name }) => options.queue === undefined || name === options.queue);
  if (queues.length === 0) {
    throw new CliError(
      `${options.stack} has no dead-letter queue${options.queue === undefined ? '' : ` ${options.queue}`}.`,
    );
  }
  return queues;
}

function named({ origins }: DeadLetterQueue): string {
  return origins.map(described).join(' and of ');
}

function described(origin: Origin): string {
  switch (origin.kind) {
    case 'events':
      return `events of ${origin.functionName}`;
    case 'records':
      return `failed events of ${origin.functionName}`;
    case 'stream':
      return `stream records of ${origin.functionName}`;
    default:
      return `messages of ${origin.queueName}`;
  }
}

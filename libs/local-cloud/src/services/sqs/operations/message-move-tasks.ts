import { parseArn } from '@palisade/policies';
import { operation, type Permission } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { InvalidParameterValue, ResourceNotFound, UnsupportedOperation } from '../errors.ts';
import type { MoveTask } from '../moves/move-tasks.ts';
import type { Queue } from '../queue/queue.ts';
import type { SqsState } from '../state.ts';
import { requiredText, text, wholeNumber } from './input.ts';
import { onQueue } from './queue-operation.ts';

/** Source: Amazon SQS API Reference, StartMessageMoveTask; Developer Guide, "Configure queue permissions for dead-letter queue redrive". */
export const startMessageMoveTask = operation({
  name: 'StartMessageMoveTask',
  parse: ({ input }) => ({
    sourceArn: queueArnIn(input, 'SourceArn'),
    destinationArn: input['DestinationArn'] === undefined ? undefined : queueArnIn(input, 'DestinationArn'),
    rate: wholeNumber(input, 'MaxNumberOfMessagesPerSecond', 1, 500),
  }),
  permissions({ destinationArn, sourceArn }, state: SqsState): readonly Permission[] {
    const actions = ['StartMessageMoveTask', 'ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];
    const destinations =
      destinationArn === undefined
        ? state.sourcesOf(sourceArn).map(({ configuration }) => configuration.arn)
        : [destinationArn];
    return [
      ...actions.map((action) => onQueue(action, sourceArn, state)),
      ...destinations.map((arn) => onQueue('SendMessage', arn, state)),
    ];
  },
  run({ sourceArn, destinationArn, rate }, { principal, region }, state) {
    const source = known(sourceArn, state, region);
    if (state.sourcesOf(sourceArn).length === 0) {
      throw new InvalidParameterValue('Source queue must be configured as a Dead Letter Queue.');
    }
    if (
      destinationArn !== undefined &&
      known(destinationArn, state, region).configuration.fifo !== source.configuration.fifo
    ) {
      throw new InvalidParameterValue('The destination queue must be of the same type as the source queue.');
    }
    if (destinationArn === sourceArn)
      throw new InvalidParameterValue('Source queue arn and destination queue arn cannot be the same.');
    if (state.moves.running(sourceArn) !== undefined) {
      throw new UnsupportedOperation(
        'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
      );
    }
    return json({ TaskHandle: taskHandle(state.moves.start({ sourceArn, destinationArn, rate, principal })) });
  },
});

/** Source: Amazon SQS API Reference, ListMessageMoveTasks. */
export const listMessageMoveTasks = operation({
  name: 'ListMessageMoveTasks',
  parse: ({ input }) => ({
    sourceArn: queueArnIn(input, 'SourceArn'),
    limit: wholeNumber(input, 'MaxResults', 1, 10) ?? 1,
  }),
  permissions: ({ sourceArn }, state: SqsState) => [onQueue('ListMessageMoveTasks', sourceArn, state)],
  run({ sourceArn, limit }, { region }, state) {
    known(sourceArn, state, region);
    return json({ Results: state.moves.of(sourceArn).slice(0, limit).map(shown) });
  },
});

/** Source: Amazon SQS API Reference, CancelMessageMoveTask. */
export const cancelMessageMoveTask = operation({
  name: 'CancelMessageMoveTask',
  parse({ input }) {
    const handle = requiredText(input, 'TaskHandle');
    const [id, sourceArn] = Buffer.from(handle, 'base64').toString().split(' ');
    if (id === undefined || sourceArn === undefined) throw noTask();
    return { id, sourceArn };
  },
  permissions: ({ sourceArn }, state: SqsState) => [onQueue('CancelMessageMoveTask', sourceArn, state)],
  run({ id, sourceArn }, { region }, state) {
    known(sourceArn, state, region);
    const task = state.moves.of(sourceArn).find((each) => each.id === id);
    if (task === undefined) throw noTask();
    if (task.status !== 'RUNNING')
      throw new UnsupportedOperation(`Only active tasks can be cancelled: this one is ${task.status}.`);
    state.moves.cancel(task);
    return json({ ApproximateNumberOfMessagesMoved: task.moved });
  },
});

function queueArnIn(input: JsonObject, member: string): string {
  const arn = requiredText(input, member);
  if (parseArn(arn)?.service !== 'sqs')
    throw new InvalidParameterValue(`Value ${text(input, member)} for parameter ${member} is invalid.`);
  return arn;
}

/** A queue of the request's region. */
function known(arn: string, state: SqsState, region: string): Queue {
  const queue = state.find(arn);
  if (queue?.configuration.region !== region)
    throw new ResourceNotFound(`The resource that you specified for the ${arn} parameter doesn't exist.`);
  return queue;
}

const noTask = (): ResourceNotFound =>
  new ResourceNotFound('The task handle is not valid, or there is no such task any more.');

const taskHandle = ({ id, sourceArn }: MoveTask): string => Buffer.from(`${id} ${sourceArn}`).toString('base64');

function shown(task: MoveTask): JsonObject {
  return {
    ...(task.status === 'RUNNING' && { TaskHandle: taskHandle(task) }),
    Status: task.status,
    SourceArn: task.sourceArn,
    ...(task.destinationArn !== undefined && { DestinationArn: task.destinationArn }),
    ...(task.rate !== undefined && { MaxNumberOfMessagesPerSecond: task.rate }),
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    ...(task.failure !== undefined && { FailureReason: task.failure }),
    StartedTimestamp: task.startedAt,
  };
}

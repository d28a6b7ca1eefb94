import { parseArn } from '@palisade/policies';
import { AwsError } from '../../kernel/errors.ts';
import type { Host } from '../../kernel/host.ts';
import { denial } from '../../gateway/denial.ts';
import { sqs, type MessageAttributes } from '../sqs/index.ts';
import type { FunctionConfiguration } from './function-configuration.ts';
import { functionSession } from './function-session.ts';

/** Something Lambda hands over for a function: a dead letter, or a record of an invocation. */
export interface Parcel {
  /** JSON text. */
  readonly body: string;
  readonly attributes?: MessageAttributes;
}

/** Where a function's events may go: what its role needs there. */
interface TargetKind {
  readonly action: string;
  /** As CreateFunction calls it when the role may not. */
  readonly call: string;
}

const kinds: Readonly<Record<string, TargetKind>> = {
  sqs: { action: 'sqs:SendMessage', call: 'SendMessage on SQS' },
  lambda: { action: 'lambda:InvokeFunction', call: 'InvokeFunction on Lambda' },
};

/** What a role needs to hand something over to that target. */
export function targetPermission(arn: string): TargetKind | undefined {
  return kinds[parseArn(arn)?.service ?? ''];
}

/** What is wrong with an ARN as a destination. */
export function destinationProblem(arn: string): string | undefined {
  const { service, resource = '' } = parseArn(arn) ?? {};
  if (service === undefined || kinds[service] === undefined) {
    return `${arn} is no queue and no function; the local cloud supports no other destination`;
  }
  return service === 'sqs' && resource.endsWith('.fifo')
    ? `InvalidParameterValueException: the FIFO queue ${arn} cannot be a destination`
    : undefined;
}

/**
 * Hands a parcel over as the function's role. Rejects with AwsError: the role may not, the target is gone, its key is not to be used.
 * `invoke` queues an event for a function.
 */
export async function handOver(
  host: Host,
  configuration: FunctionConfiguration,
  targetArn: string,
  { body, attributes = {} }: Parcel,
  invoke: (functionArn: string, event: string) => Promise<void>,
): Promise<void> {
  const principal = functionSession(host, configuration);
  if (principal === undefined) throw new AwsError('AccessDenied', `The role ${configuration.role} does not exist`, 403);
  const { region = '', service } = parseArn(targetArn) ?? {};
  if (service === 'sqs') {
    await host.state(sqs).send({ queueArn: targetArn, body, attributes, principal });
    return;
  }
  const permission = { action: 'lambda:InvokeFunction', resource: targetArn };
  const decision = host.authorise({ principal, region, permission });
  if (decision.verdict !== 'Allowed') throw denial('rest-json', principal, permission, decision);
  await invoke(targetArn, body);
}

import { parseArn } from '@palisade/policies';
import { AwsError } from '../../kernel/errors.ts';
import type { Host } from '../../kernel/host.ts';
import { denial } from '../../gateway/denial.ts';
import { sns } from '../sns/index.ts';
import { sqs, type MessageAttributes } from '../sqs/index.ts';
import type { FunctionConfiguration } from './function-configuration.ts';
import { functionSession } from './function-session.ts';

/** Something Lambda hands over for a function: a dead letter, or a record of an invocation. */
export interface Parcel {
  /** JSON text. */
  readonly body: string;
  readonly attributes?: MessageAttributes;
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
  if (service === 'sns') {
    await host.state(sns).publish({ topicArn: targetArn, message: body, attributes, principal });
    return;
  }
  const permission = { action: 'lambda:InvokeFunction', resource: targetArn };
  const decision = host.authorise({ principal, region, permission });
  if (decision.verdict !== 'Allowed') throw denial('rest-json', principal, permission, decision);
  await invoke(targetArn, body);
}

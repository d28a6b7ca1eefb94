import { denial } from '../../../gateway/denial.ts';
import { AwsError } from '../../../kernel/errors.ts';
import type { Host } from '../../../kernel/host.ts';
import type { ServicePrincipal } from '../../../kernel/principal.ts';
import { lambda } from '../../lambda/index.ts';
import { sns } from '../../sns/index.ts';
import type { HistoryItem } from './alarm-book.ts';
import { lambdaEvent, messageJson, subjectOf, type Transition } from './notification.ts';

/** Publishes to the topic, or calls the function; resolves with what the history says about it. */
export async function act(host: Host, transition: Transition, action: string): Promise<HistoryItem> {
  const { alarm, to } = transition;
  const topic = action.split(':')[2] === 'sns';
  const published = topic ? messageJson(transition, host.accountId) : lambdaEvent(transition, host.accountId);
  let error: string | undefined;
  try {
    await (topic ? publish(host, transition, action, published) : invoke(host, transition, action, published));
  } catch (refused) {
    if (!(refused instanceof AwsError)) throw refused;
    error = `${refused.code}: ${refused.message}`;
  }
  const state = error === undefined ? 'Succeeded' : 'Failed';
  return {
    arn: alarm.arn,
    name: alarm.name,
    at: host.clock.now(),
    type: 'Action',
    summary:
      error === undefined
        ? `Successfully executed action ${action}`
        : `Failed to execute action ${action}. Received error: "${error}"`,
    data: JSON.stringify({
      actionState: state,
      stateUpdateTimestamp: to.updatedAt,
      notificationResource: action,
      publishedMessage: published,
      ...(error !== undefined && { error }),
    }),
  };
}

async function publish(host: Host, transition: Transition, topicArn: string, message: string): Promise<void> {
  const principal = actor(host, transition, 'cloudwatch.amazonaws.com');
  await host.state(sns).publish({ topicArn, message, subject: subjectOf(transition), principal });
}

async function invoke(host: Host, transition: Transition, functionArn: string, event: string): Promise<void> {
  const principal = actor(host, transition, 'lambda.alarms.cloudwatch.amazonaws.com');
  const permission = { action: 'lambda:InvokeFunction', resource: functionArn };
  const decision = host.authorise({ principal, region: transition.alarm.metric.region, permission });
  if (decision.verdict !== 'Allowed') throw denial('rest-json', principal, permission, decision);
  await host.state(lambda).invoke({ functionArn, payload: Buffer.from(event), type: 'Event' });
}

/** CloudWatch, acting for an alarm. */
const actor = ({ accountId }: Host, { alarm }: Transition, name: string): ServicePrincipal => ({
  kind: 'service',
  name,
  sourceArn: alarm.arn,
  sourceAccount: accountId,
});

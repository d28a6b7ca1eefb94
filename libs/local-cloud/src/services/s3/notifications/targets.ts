import { decide, parseArn, type CompiledPolicy } from '@palisade/policies';
import { globalContext } from '../../../kernel/context.ts';
import { AwsError } from '../../../kernel/errors.ts';
import type { Host } from '../../../kernel/host.ts';
import type { ServicePrincipal } from '../../../kernel/principal.ts';
import type { CloudView } from '../../../kernel/service.ts';
import { lambda, policyInView } from '../../lambda/index.ts';
import { sns } from '../../sns/index.ts';
import { readTopics } from '../../sns/topic-configuration.ts';
import { sqs } from '../../sqs/index.ts';
import { readQueues } from '../../sqs/queue-configuration.ts';
import type { TargetKind } from './notification-rule.ts';

/** One kind of target: which permission S3 needs there, who grants it, and how an event gets there. */
export interface Target {
  readonly action: string;
  /** The target's resource policy as a graph declares it; undefined if there is no such target or it has none. */
  policyInView(view: CloudView, arn: string): CompiledPolicy | undefined;
  /** Hands an event over; resolves once it cannot get lost any more. Throws AwsError. */
  deliver(host: Host, arn: string, message: string, principal: ServicePrincipal): Promise<void>;
}

export const targets: Readonly<Record<TargetKind, Target>> = {
  lambda: {
    action: 'lambda:InvokeFunction',
    policyInView,
    async deliver(host, arn, message, principal) {
      const { verdict } = host.authorise({
        principal,
        region: regionOf(arn),
        permission: { action: 'lambda:InvokeFunction', resource: arn },
      });
      if (verdict !== 'Allowed') {
        throw new AwsError('AccessDenied', `the function's policy does not allow ${principal.name} to invoke it`, 403);
      }
      await host.state(lambda).invoke({ functionArn: arn, payload: Buffer.from(message), type: 'Event' });
    },
  },
  sqs: {
    action: 'sqs:SendMessage',
    policyInView: (view, arn) => readQueues(view, accountOf(arn)).queues.get(arn)?.policy?.compiled,
    async deliver(host, arn, message, principal) {
      await host.state(sqs).send({ queueArn: arn, body: message, principal });
    },
  },
  sns: {
    action: 'sns:Publish',
    policyInView: (view, arn) => readTopics(view, accountOf(arn)).topics.get(arn)?.policy.compiled,
    async deliver(host, arn, message, principal) {
      await host.state(sns).publish({ topicArn: arn, message, subject: 'Amazon S3 Notification', principal });
    },
  },
};

/** S3 as it acts for a bucket. */
export function s3For(bucketArn: string, accountId: string): ServicePrincipal {
  return { kind: 'service', name: 's3.amazonaws.com', sourceArn: bucketArn, sourceAccount: accountId };
}

/** Whether S3 may deliver there once the graph is in force. */
export function mayDeliver(
  view: CloudView,
  target: Target,
  arn: string,
  principal: ServicePrincipal,
  now: number,
): boolean {
  const policy = target.policyInView(view, arn);
  if (policy === undefined) return false;
  const { sourceAccount: accountId } = principal;
  const context = globalContext({ principal, region: regionOf(arn), accountId, now });
  const request = { principal: principal.name, action: target.action, resource: { arn, accountId }, context };
  return decide(request, { identity: [], resource: policy }).verdict === 'Allowed';
}

function regionOf(arn: string): string {
  return parseArn(arn)?.region ?? '';
}

function accountOf(arn: string): string {
  return parseArn(arn)?.account ?? '';
}

import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { document, named, openGroup, output, probe } from '../probes/program.ts';

// What the checks of a processing stack need beside it:
//   functions    the same code with the role of each function of the platform, in its subnets, in a security group that lets
//                everything out; and with the notifier's role outside the VPC
//   usage plans  one for a single request a day, one for a single request a second
//   queue        told of changes by the platform's topic

const inSubnets = {
  subnetIds: output<string[]>('privateSubnetIds'),
  securityGroupIds: [openGroup(output('vpcId')).id],
};

export const authorizer = probe('authorizer', output('authorizerRoleArn'), { vpcConfig: inSubnets });
export const apiHandler = probe('api-handler', output('apiHandlerRoleArn'), { vpcConfig: inSubnets });
export const processor = probe('processor', output('processorRoleArn'), { vpcConfig: inSubnets });
export const processorOutside = probe('processor-outside', output('processorRoleArn'));
export const notifier = probe('notifier', output('notifierRoleArn'), { vpcConfig: inSubnets });
export const notifierOutside = probe('notifier-outside', output('notifierRoleArn'));

function plan(name: string, limits: Pick<aws.apigateway.UsagePlanArgs, 'quotaSettings' | 'throttleSettings'>) {
  const apiStages = [{ apiId: output('apiId'), stage: output('stageName') }];
  return new aws.apigateway.UsagePlan(name, { name: named(name), apiStages, ...limits }).id;
}

export const onceADayPlanId = plan('once-a-day', { quotaSettings: { limit: 1, period: 'DAY' } });
export const oncePerSecondPlanId = plan('once-per-second', { throttleSettings: { rateLimit: 1, burstLimit: 1 } });

const queue = new aws.sqs.Queue('changes', { name: named('changes'), messageRetentionSeconds: 3600 });
const queuePolicy = new aws.sqs.QueuePolicy('changes', {
  queueUrl: queue.url,
  policy: pulumi.all([queue.arn, output('changesTopicArn')]).apply(([queueArn, topicArn]) =>
    document({
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: queueArn,
      Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
    }),
  ),
});
new aws.sns.TopicSubscription(
  'changes',
  { topic: output('changesTopicArn'), protocol: 'sqs', endpoint: queue.arn, rawMessageDelivery: true },
  { dependsOn: [queuePolicy] },
);

export const changesQueueUrl = queue.url;

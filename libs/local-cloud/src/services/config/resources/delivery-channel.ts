import type { Graph, Resource } from '@palisade/local-engine';
import { object, oneOf, refused, required, string, type ResourceModel } from '@palisade/local-engine';
import { dependenciesOf } from '../../../kernel/dependencies.ts';
import { text } from '../../../kernel/properties.ts';
import { BUCKET_POLICY } from '../../s3/resources/bucket-policy.ts';
import { DELIVERY_CHANNEL, RECORDER } from '../recording/declared.ts';
import { nameProblems } from './recorder.ts';

/** Source: AWS Config API Reference, PutDeliveryChannel. */
export const deliveryChannel: ResourceModel = {
  token: DELIVERY_CHANNEL,
  inputs: object({
    name: string,
    s3BucketName: required(string),
    s3KeyPrefix: string,
    s3KmsKeyArn: string,
    snapshotDeliveryProperties: object({
      deliveryFrequency: oneOf('One_Hour', 'Three_Hours', 'Six_Hours', 'Twelve_Hours', 'TwentyFour_Hours'),
    }),
    snsTopicArn: refused('nothing is recorded here, so there is nothing to notify of'),
  }),
  retainable: true,
  replaceOn: ['name'],
  defaults: () => ({ name: 'default' }),
  check: (inputs) => nameProblems(text(inputs, 'name') ?? '', 'delivery channel'),
  outputs: (inputs) => ({ id: text(inputs, 'name') ?? '', outputs: {} }),
  checkInGraph: orderProblems,
};

/** What PutDeliveryChannel needs must be there before: a program says so with dependsOn. */
function orderProblems(channel: Resource, graph: Graph): readonly string[] {
  const before = dependenciesOf(channel, graph);
  const region = text(channel.outputs, 'region');
  const bucket = text(channel.outputs, 's3BucketName');
  return graph.resources
    .filter(({ type, outputs, urn }) => {
      if (before.has(urn)) return false;
      if (type === RECORDER) return text(outputs, 'region') === region;
      return type === BUCKET_POLICY && text(outputs, 'bucket') === bucket;
    })
    .map(({ name, type }) => {
      const error =
        type === RECORDER ? 'NoAvailableConfigurationRecorderException' : 'InsufficientDeliveryPolicyException';
      return `The delivery channel does not depend on ${name}: AWS may make it first and answer ${error}. Add it to dependsOn.`;
    });
}

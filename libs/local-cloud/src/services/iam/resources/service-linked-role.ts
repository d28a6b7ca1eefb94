import { map, object, oneOf, refused, required, string, type ResourceModel } from '@palisade/local-engine';
import { iamRoleArn } from '@palisade/policies';
import { text } from '../../../kernel/properties.ts';
import { BASE32 } from '../../../kernel/unique-id.ts';

/** Services that have one here, and what IAM calls it. */
const names: Readonly<Record<string, string>> = { 'config.amazonaws.com': 'AWSServiceRoleForConfig' };

/** A role that its service alone can take; the account has one of each. Source: IAM API Reference, CreateServiceLinkedRole. */
export const serviceLinkedRole: ResourceModel = {
  token: 'aws:iam/serviceLinkedRole:ServiceLinkedRole',
  inputs: object({
    awsServiceName: required(oneOf(...Object.keys(names))),
    customSuffix: refused('the services here have one service-linked role each'),
    description: string,
    tags: map(string),
  }),
  retainable: true,
  replaceOn: ['awsServiceName'],
  global: true,
  outputs(inputs, { accountId: account, id, partition }) {
    const service = text(inputs, 'awsServiceName') ?? '';
    const name = names[service] ?? '';
    const path = `/aws-service-role/${service}/`;
    const arn = iamRoleArn({ partition, account, name, path });
    return { id: arn, outputs: { arn, name, path, uniqueId: id('AROA', 17, BASE32) } };
  },
};

/** The trust policy of such a role, as IAM writes it. */
export function serviceTrust(awsServiceName: string): string {
  const statement = { Effect: 'Allow', Principal: { Service: awsServiceName }, Action: 'sts:AssumeRole' };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

import { map, object, string, type ResourceModel } from '@palisade/local-engine';
import { ec2Arn } from '@palisade/policies';
import { placeOf } from './place.ts';

export const internetGateway: ResourceModel = {
  token: 'aws:ec2/internetGateway:InternetGateway',
  inputs: object({ vpcId: string, tags: map(string) }),
  replaceOn: [],
  outputs: (_, context) => {
    const id = context.id('igw-', 17);
    return {
      id,
      outputs: { arn: ec2Arn({ ...placeOf(context), type: 'internet-gateway', id }), ownerId: context.accountId },
    };
  },
};

import { object, type FunctionModel } from '@palisade/local-engine';

export const getPartition: FunctionModel = {
  token: 'aws:index/getPartition:getPartition',
  inputs: object({}),
  invoke(_args, { partition }) {
    return { id: partition, partition, dnsSuffix: 'amazonaws.com', reverseDnsPrefix: 'com.amazonaws' };
  },
};

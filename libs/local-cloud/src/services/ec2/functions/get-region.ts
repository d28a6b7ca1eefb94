import { object, string, type FunctionModel } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { regionDescription } from '../aws/regions.ts';

export const getRegion: FunctionModel = {
  token: 'aws:index/getRegion:getRegion',
  inputs: object({ region: string, name: string, endpoint: string }),
  invoke: (args, context) => {
    const asked = /^ec2\.([a-z0-9-]+)\.amazonaws\.com$/.exec(text(args, 'endpoint') ?? '')?.[1];
    const region = text(args, 'region') ?? text(args, 'name') ?? asked ?? context.region;
    const description = regionDescription(region);
    if (description === undefined) throw new Error(`no matching Region found: the local cloud does not know ${region}`);
    return { id: region, name: region, region, description, endpoint: `ec2.${region}.amazonaws.com` };
  },
};

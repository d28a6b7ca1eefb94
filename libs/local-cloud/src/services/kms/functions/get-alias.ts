import { object, required, string, type FunctionModel } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { ALIAS } from '../resources/names.ts';

/** An alias of the same program. */
export const getAlias: FunctionModel = {
  token: 'aws:kms/getAlias:getAlias',
  inputs: object({ name: required(string), region: string }),
  invoke(args, { region: ofProvider, resources }) {
    const name = text(args, 'name') ?? '';
    const region = text(args, 'region') ?? ofProvider;
    const found = resources
      .ofType(ALIAS)
      .find(({ outputs }) => text(outputs, 'name') === name && text(outputs, 'region') === region);
    if (found === undefined) throw new Error(`reading KMS Alias (${name}): empty result`);
    const arn = text(found.outputs, 'arn') ?? '';
    const targetKeyArn = text(found.outputs, 'targetKeyArn') ?? '';
    const targetKeyId = targetKeyArn.slice(targetKeyArn.lastIndexOf('/') + 1);
    return { arn, id: arn, name, region, targetKeyArn, targetKeyId };
  },
};

import { isIP } from 'node:net';
import { list, map, object, oneOf, required, string, type ResourceModel } from '@palisade/local-engine';
import { text, texts } from '../../../kernel/properties.ts';
import { invalidParameter } from '../errors.ts';
import { descriptionProblems, entityInputs, entityName, entityOutputs } from './entity.ts';
import { asInvalid } from './as-invalid.ts';
import { IP_SET } from './tokens.ts';

/** Source: AWS WAFV2 API Reference, CreateIPSet. */
export const ipSet: ResourceModel = {
  token: IP_SET,
  inputs: object({
    ...entityInputs,
    name: string,
    addresses: list(string),
    description: string,
    ipAddressVersion: required(oneOf('IPV4', 'IPV6')),
    tags: map(string),
  }),
  name: entityName,
  replaceOn: ['name', 'scope', 'ipAddressVersion'],
  check(inputs) {
    const addresses = texts(inputs, 'addresses');
    const version = text(inputs, 'ipAddressVersion') === 'IPV6' ? 6 : 4;
    const problems = addresses
      .filter((address) => !isRange(address, version))
      .map((address) =>
        asInvalid(invalidParameter('The parameter contains formatting that is not valid.', 'IP_ADDRESS', address)),
      );
    if (addresses.length > 10_000) problems.push('WAFLimitsExceededException: An IP set has at most 10,000 addresses.');
    return [...problems, ...descriptionProblems(inputs)];
  },
  outputs: (inputs, context) => entityOutputs(inputs, context, 'ipset'),
};

/** CIDR notation, every length but 0. */
function isRange(text: string, version: 4 | 6): boolean {
  const [address = '', length = ''] = text.split('/');
  const bits = /^\d{1,3}$/.test(length) ? Number(length) : 0;
  return text.split('/').length === 2 && isIP(address) === version && bits >= 1 && bits <= (version === 4 ? 32 : 128);
}

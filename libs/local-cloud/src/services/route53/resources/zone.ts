import { boolean, map, object, oneOf, refused, string, type ResourceModel } from '@palisade/local-engine';
import { hostedZoneArn } from '@palisade/policies';
import { text } from '../../../kernel/properties.ts';
import { domainName, nameProblem } from '../zones/domain-name.ts';
import { ZONE } from '../zones/hosted-zones.ts';

export { ZONE };

/** Digits and capital letters, as in ids of hosted zones. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const TOP_LEVEL = ['com', 'net', 'org', 'co.uk'];

/** A public hosted zone. Source: Amazon Route 53 API Reference, CreateHostedZone. */
export const zone: ResourceModel = {
  token: ZONE,
  inputs: object({
    comment: string,
    delegationSetId: refused('reusable delegation sets are not modelled'),
    enableAcceleratedRecovery: oneOf(false),
    forceDestroy: boolean,
    name: string,
    tags: map(string),
    vpcs: refused('the zones of the local cloud are public ones; names inside a VPC are those of its endpoints'),
  }),
  name: { property: 'name', maxLength: 255, lowerCase: true, automatic: true },
  replaceOn: ['name'],
  global: true,
  defaults: () => ({ comment: 'Managed by Pulumi', forceDestroy: false }),
  check(inputs) {
    const name = text(inputs, 'name') ?? '';
    const problem = nameProblem(domainName(name), { wildcard: true });
    return problem === undefined ? [] : [`InvalidDomainName: The domain name ${name} is not valid: ${problem}`];
  },
  outputs(inputs, { id: generate, partition }) {
    const id = generate('Z', 20, ALPHABET);
    const nameServers = TOP_LEVEL.map((top, at) => {
      const number = Number.parseInt(generate(`ns${at}`, 3).slice(-3), 16) % 512;
      return `ns-${at * 512 + number}.awsdns-${String(number % 64).padStart(2, '0')}.${top}`;
    }).sort();
    return {
      id,
      outputs: {
        arn: hostedZoneArn({ partition, id }),
        name: domainName(text(inputs, 'name') ?? ''),
        nameServers,
        primaryNameServer: nameServers[0] ?? '',
        zoneId: id,
      },
    };
  },
};

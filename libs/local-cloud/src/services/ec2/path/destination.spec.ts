import { expect, test } from '@jest/globals';
import { prefixListOf } from '../aws/prefix-lists.ts';
import { regionNames } from '../aws/regions.ts';
import { holdsIp } from '../cidr.ts';
import { destinationOf } from './destination.ts';

/** A route to a prefix list must lead to every name of the service: the endpoint of its region, of an account, of a bucket. */
test.each(['s3', 'dynamodb'])('every host of %s has an address in the prefix list of its region', (service) => {
  for (const region of regionNames) {
    const cidrs = prefixListOf(region, service)?.cidrs ?? [];
    for (const name of ['', ...Array.from({ length: 50 }, (_, at) => `name-${at}.`)]) {
      const { address } = destinationOf(`${name}${service}.${region}.amazonaws.com`);
      expect({ region, name, inside: cidrs.some((cidr) => holdsIp(cidr, address)) }).toEqual({
        region,
        name,
        inside: true,
      });
    }
  }
});

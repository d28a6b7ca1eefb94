import { domainNameShape } from './domain-shapes.ts';
import { knownDomain } from './known-domain.ts';
import { readOperation } from './read-operation.ts';

export const getDomainName = readOperation('GetDomainName', '/domainnames/{domain}', ({ params }, { state, region }) =>
  domainNameShape(knownDomain(state, region, params)),
);

import { domainNameShape } from './domain-shapes.ts';
import { page, readOperation } from './read-operation.ts';

export const getDomainNames = readOperation('GetDomainNames', '/domainnames', (input, { state, region }) =>
  page(
    [...state.domains.all()].filter((domain) => domain.region === region),
    input,
    domainNameShape,
  ),
);

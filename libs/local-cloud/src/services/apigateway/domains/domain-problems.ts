import { parseArn } from '@palisade/policies';
import { text } from '../../../kernel/properties.ts';
import type { CloudView, StackResource } from '../../../kernel/service.ts';
import { BASE_PATH_MAPPING, basePathOf, basePathTaken } from '../resources/base-path-mapping.ts';
import { DOMAIN_NAME, domainTaken } from '../resources/domain-name.ts';

export interface Problem {
  readonly urn: string;
  readonly message: string;
}

/** What only the whole cloud can tell: names and paths that are taken, mappings of unknown domain names, foreign certificates. */
export function domainProblems(view: CloudView): readonly Problem[] {
  const domains = view.ofType(DOMAIN_NAME);
  const mappings = view.ofType(BASE_PATH_MAPPING);
  return [
    ...repeated(domains, nameOf).map(({ resource }) => ({ urn: resource.urn, message: domainTaken(nameOf(resource)) })),
    ...repeated(mappings, ({ inputs }) => `${nameOf({ inputs })}/${basePathOf(inputs)}`).map(({ resource }) => ({
      urn: resource.urn,
      message: basePathTaken,
    })),
    ...mappings.flatMap((mapping) => mappingProblem(mapping, domains)),
    ...domains.flatMap(certificateProblem),
  ];
}

type Named = Pick<StackResource['resource'], 'inputs'>;

const nameOf = ({ inputs }: Named): string => text(inputs, 'domainName') ?? '';

/** All entries but the first of each key. */
function repeated(entries: readonly StackResource[], key: (resource: Named) => string): readonly StackResource[] {
  return [...Map.groupBy(entries, ({ resource }) => key(resource)).values()].flatMap((same) => same.slice(1));
}

function mappingProblem({ resource }: StackResource, domains: readonly StackResource[]): readonly Problem[] {
  const known = domains.some(
    ({ resource: domain }) =>
      nameOf(domain) === nameOf(resource) && domain.outputs['region'] === resource.outputs['region'],
  );
  if (known) return [];
  const message = `NotFoundException: Invalid domain name identifier specified: ${nameOf(resource)}`;
  return [{ urn: resource.urn, message }];
}

function certificateProblem({ resource: { urn, outputs } }: StackResource): readonly Problem[] {
  const arn = text(outputs, 'regionalCertificateArn') ?? '';
  const { region } = parseArn(arn) ?? {};
  if (region === text(outputs, 'region')) return [];
  const message = `BadRequestException: The certificate ${arn} must be in the region of the domain name, ${text(outputs, 'region')}`;
  return [{ urn, message }];
}

import { parseArn } from '@palisade/policies';
import { text } from '../../../kernel/properties.ts';
import type { CloudView, StackResource } from '../../../kernel/service.ts';
import { readCertificates } from '../../acm/index.ts';
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
  const certificates: Certificates = domains.length === 0 ? new Map() : readCertificates(view);
  return [
    ...repeated(domains, nameOf).map(({ resource }) => ({ urn: resource.urn, message: domainTaken(nameOf(resource)) })),
    ...repeated(mappings, ({ inputs }) => `${nameOf({ inputs })}/${basePathOf(inputs)}`).map(({ resource }) => ({
      urn: resource.urn,
      message: basePathTaken,
    })),
    ...mappings.flatMap((mapping) => mappingProblem(mapping, domains)),
    ...domains.flatMap((domain) => certificateProblem(domain, certificates)),
  ];
}

type Certificates = ReturnType<typeof readCertificates>;

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

/** Source: API Gateway Developer Guide, "Get certificates ready in AWS Certificate Manager". */
function certificateProblem({ resource: { urn, outputs } }: StackResource, known: Certificates): readonly Problem[] {
  const name = text(outputs, 'domainName') ?? '';
  const region = text(outputs, 'region') ?? '';
  const arn = text(outputs, 'regionalCertificateArn') ?? '';
  const refuse = (message: string): readonly Problem[] => [{ urn, message: `BadRequestException: ${message}` }];
  const certificate = known.get(arn);
  if (parseArn(arn)?.region !== region) {
    return refuse(`Invalid certificate ARN: ${arn}. Certificate must be in '${region}'.`);
  }
  if (certificate === undefined) return refuse(`Invalid certificate ARN: ${arn}. The certificate does not exist.`);
  if (certificate.status !== 'ISSUED') {
    return refuse(`The certificate ${arn} has not been issued: its status is ${certificate.status}.`);
  }
  if (!certificate.subjectAlternativeNames.some((covered) => covers(covered, name))) {
    return refuse('The domain name to be created is not covered by the provided certificate.');
  }
  return [];
}

/** A wildcard covers the names right below its domain, and itself. */
function covers(covered: string, name: string): boolean {
  return covered === name || (covered.startsWith('*.') && name.slice(name.indexOf('.')) === covered.slice(1));
}

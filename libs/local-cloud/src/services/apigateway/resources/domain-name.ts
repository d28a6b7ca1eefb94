import { map, object, oneOf, refused, required, string, type ResourceModel } from '@palisade/local-engine';
import { block, text } from '../../../kernel/properties.ts';
import { domainNameArn } from '../arn.ts';
import { parseTruststoreUri } from '../domains/truststore-uri.ts';
import { regionalZoneId } from './hosted-zones.ts';
import { ID_ALPHABET, isDuplicate } from './lookup.ts';
import { SECURITY_POLICIES } from './security-policies.ts';

export const DOMAIN_NAME = 'aws:apigateway/domainName:DomainName';

const EDGE =
  'it belongs to edge-optimised domain names, which the local cloud does not have: use regionalCertificateArn';

/** Source: API Gateway API Reference, CreateDomainName. Edge-optimised and private domain names are not modelled. */
export const domainName: ResourceModel = {
  token: DOMAIN_NAME,
  inputs: object({
    certificateArn: refused(EDGE),
    certificateBody: refused(EDGE),
    certificateChain: refused(EDGE),
    certificateName: refused(EDGE),
    certificatePrivateKey: refused(EDGE),
    domainName: required(string),
    endpointAccessMode: oneOf('BASIC', 'STRICT'),
    endpointConfiguration: object({ types: required(oneOf('REGIONAL')), ipAddressType: oneOf('ipv4', 'dualstack') }),
    mutualTlsAuthentication: object({ truststoreUri: required(string), truststoreVersion: string }),
    ownershipVerificationCertificateArn: string,
    policy: refused('only private domain names have policies, which the local cloud does not have'),
    regionalCertificateArn: string,
    regionalCertificateName: refused('upload the certificate to ACM and use regionalCertificateArn'),
    routingMode: oneOf('BASE_PATH_MAPPING_ONLY'),
    securityPolicy: oneOf(...Object.keys(SECURITY_POLICIES)),
    tags: map(string),
  }),
  replaceOn: ['domainName'],
  defaults: () => ({ routingMode: 'BASE_PATH_MAPPING_ONLY', securityPolicy: 'TLS_1_2' }),
  check(inputs) {
    const problems: string[] = [];
    const name = text(inputs, 'domainName') ?? '';
    if (!isDomainName(name)) problems.push(`BadRequestException: Invalid domain name: ${name}`);
    if (inputs['endpointConfiguration'] === undefined) {
      problems.push(
        "Without endpointConfiguration the domain name would be edge-optimised, which the local cloud does not support: set it to { types: 'REGIONAL' }.",
      );
    }
    if (inputs['regionalCertificateArn'] === undefined) {
      problems.push('BadRequestException: A certificate was not provided for the endpoint type REGIONAL.');
    }
    for (const property of ['regionalCertificateArn', 'ownershipVerificationCertificateArn']) {
      const arn = text(inputs, property);
      if (arn !== undefined && !CERTIFICATE.test(arn)) {
        problems.push(`BadRequestException: Invalid certificate ARN: ${arn} (${property})`);
      }
    }
    const policy = text(inputs, 'securityPolicy') ?? '';
    const enhanced = policy.startsWith('SecurityPolicy_');
    if (enhanced && inputs['endpointAccessMode'] === undefined) {
      problems.push(`BadRequestException: An endpoint access mode must be specified for security policy ${policy}`);
    }
    if (!enhanced && inputs['endpointAccessMode'] !== undefined) {
      problems.push(`BadRequestException: An endpoint access mode cannot be specified for security policy ${policy}`);
    }
    const mutualTls = block(inputs, 'mutualTlsAuthentication');
    return mutualTls === undefined ? problems : [...problems, ...mutualTlsProblems(mutualTls, policy)];
  },
  outputs(inputs, context) {
    const { partition, region } = context;
    const name = text(inputs, 'domainName') ?? '';
    return {
      id: name,
      outputs: {
        arn: domainNameArn(partition, region, name),
        certificateUploadDate: '',
        cloudfrontDomainName: '',
        cloudfrontZoneId: '',
        domainNameId: '',
        ownershipVerificationCertificateArn: text(inputs, 'ownershipVerificationCertificateArn') ?? '',
        regionalDomainName: `${context.id('d-', 10, ID_ALPHABET)}.execute-api.${region}.amazonaws.com`,
        regionalZoneId: regionalZoneId(region),
      },
    };
  },
  checkInGraph: (resource, graph) =>
    isDuplicate(resource, graph, 'domainName') ? [domainTaken(text(resource.inputs, 'domainName') ?? '')] : [],
};

/** AWS's answer to a domain name that is somebody's already. */
export function domainTaken(name: string): string {
  return `BadRequestException: The domain name you provided already exists: ${name}`;
}

const CERTIFICATE = /^arn:[a-z-]+:acm:[a-z0-9-]+:\d{12}:certificate\/[A-Za-z0-9-]+$/;

/** A fully qualified name in lower case, or a wildcard for all names right below one. */
function isDomainName(name: string): boolean {
  return (
    name.length <= 253 &&
    /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name) &&
    !/(^|\.)(amazonaws\.com(\.cn)?|on\.aws|api\.aws|localhost)$/.test(name)
  );
}

/** Source: API Gateway Developer Guide, "How to turn on mutual TLS authentication for your REST APIs" and "Choose a security policy". */
function mutualTlsProblems(mutualTls: Readonly<Record<string, unknown>>, policy: string): string[] {
  const problems: string[] = [];
  if (policy.startsWith('SecurityPolicy_')) {
    problems.push(
      "BadRequestException: You can't enable mutual TLS on a domain name that uses an enhanced security policy",
    );
  } else if (policy !== 'TLS_1_2') {
    problems.push('BadRequestException: Mutual TLS authentication requires the security policy TLS_1_2');
  }
  const uri = String(mutualTls['truststoreUri']);
  if (parseTruststoreUri(uri) === undefined) {
    problems.push(`BadRequestException: Invalid truststoreUri: ${uri}. It has the form s3://bucket-name/key-name`);
  }
  if (mutualTls['truststoreVersion'] === '') {
    problems.push('BadRequestException: Invalid truststoreVersion: it must not be empty');
  }
  return problems;
}

import type { Resource } from '@palisade/local-engine';
import { block, text, textMap } from '../../../kernel/properties.ts';
import type { JsonObject } from '../../../kernel/wire.ts';
import type { Domain } from '../domains/domain.ts';
import { basePathOf } from '../resources/base-path-mapping.ts';
import { given } from './shapes.ts';

/** What the root of a domain is called where a base path is asked for. */
export const ROOT = '(none)';

/** Source: API Gateway API Reference, DomainName. */
export function domainNameShape({ mutualTls, resource: { outputs } }: Domain): JsonObject {
  return {
    ...given(
      outputs,
      'domainName',
      'regionalDomainName',
      'regionalCertificateArn',
      'ownershipVerificationCertificateArn',
    ),
    ...given(outputs, 'securityPolicy', 'endpointAccessMode', 'routingMode'),
    domainNameArn: text(outputs, 'arn') ?? '',
    regionalHostedZoneId: text(outputs, 'regionalZoneId') ?? '',
    domainNameStatus: 'AVAILABLE',
    endpointConfiguration: {
      types: ['REGIONAL'],
      ipAddressType: text(block(outputs, 'endpointConfiguration') ?? {}, 'ipAddressType') ?? 'ipv4',
    },
    ...(mutualTls && {
      mutualTlsAuthentication: {
        truststoreUri: mutualTls.choice.uri,
        ...(mutualTls.choice.version !== undefined && { truststoreVersion: mutualTls.choice.version }),
        ...warningsOf(mutualTls),
      },
    }),
    tags: textMap(outputs, 'tagsAll'),
  };
}

function warningsOf({ truststore }: NonNullable<Domain['mutualTls']>): JsonObject {
  if (truststore === undefined) return { truststoreWarnings: ['The truststore could not be read: nobody gets in'] };
  return truststore.warnings.length === 0 ? {} : { truststoreWarnings: truststore.warnings };
}

/** Source: API Gateway API Reference, BasePathMapping. */
export function basePathMappingShape({ inputs }: Resource): JsonObject {
  return {
    basePath: basePathOf(inputs) || ROOT,
    restApiId: text(inputs, 'restApi') ?? '',
    ...(text(inputs, 'stageName') !== undefined && { stage: text(inputs, 'stageName') }),
  };
}

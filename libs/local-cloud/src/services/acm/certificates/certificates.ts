import { parseArn } from '@palisade/policies';
import { block, text, textMap, texts } from '../../../kernel/properties.ts';
import type { CloudView, StackResource } from '../../../kernel/service.ts';
import { answerOf, readHostedZones, type HostedZones } from '../../route53/index.ts';
import { validationRecord, type ValidationRecord } from './validation-record.ts';

export const CERTIFICATE = 'aws:acm/certificate:Certificate';
export const CERTIFICATE_VALIDATION = 'aws:acm/certificateValidation:CertificateValidation';

export interface DomainValidation {
  readonly domainName: string;
  readonly record: ValidationRecord;
  /** Whether the name system answers with that record. */
  readonly valid: boolean;
}

export interface Certificate {
  readonly stack: string;
  readonly urn: string;
  readonly arn: string;
  readonly region: string;
  readonly domainName: string;
  /** The domain name is among them. */
  readonly subjectAlternativeNames: readonly string[];
  /** Issued as soon as the records of all its names are there. */
  readonly status: 'ISSUED' | 'PENDING_VALIDATION';
  readonly validations: readonly DomainValidation[];
  readonly keyAlgorithm: string;
  readonly transparencyLogging: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Every certificate of all stacks, by ARN. Pure. */
export function readCertificates(view: CloudView): ReadonlyMap<string, Certificate> {
  const declared = view.ofType(CERTIFICATE);
  if (declared.length === 0) return new Map();
  const { zones } = readHostedZones(view);
  const certificates = declared.map((each) => read(each, zones));
  return new Map(certificates.map((certificate) => [certificate.arn, certificate]));
}

/** The certificate with that ARN, if its names are validated: what may serve a custom domain. Pure. */
export function issuedCertificate(view: CloudView, arn: string): Certificate | undefined {
  const certificate = readCertificates(view).get(arn);
  return certificate?.status === 'ISSUED' ? certificate : undefined;
}

function read({ resource: { inputs, outputs, urn }, stack }: StackResource, zones: HostedZones): Certificate {
  const arn = text(outputs, 'arn') ?? '';
  const { account = '', region = '' } = parseArn(arn) ?? {};
  const names = texts(outputs, 'subjectAlternativeNames');
  const validations = names.map((domainName) => {
    const record = validationRecord(account, domainName);
    const answer = answerOf(zones, record.name, record.type);
    return { domainName, record, valid: answer?.values.some((value) => sameName(value, record.value)) === true };
  });
  return {
    stack,
    urn,
    arn,
    region,
    domainName: text(outputs, 'domainName') ?? '',
    subjectAlternativeNames: names,
    status: validations.every(({ valid }) => valid) ? 'ISSUED' : 'PENDING_VALIDATION',
    validations,
    keyAlgorithm: text(outputs, 'keyAlgorithm') ?? '',
    transparencyLogging: text(block(outputs, 'options') ?? {}, 'certificateTransparencyLoggingPreference') ?? 'ENABLED',
    tags: textMap(inputs, 'tagsAll'),
  };
}

const sameName = (a: string, b: string): boolean => a.toLowerCase().replace(/\.$/, '') === b.replace(/\.$/, '');

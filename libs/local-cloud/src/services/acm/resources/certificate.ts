import {
  list,
  map,
  object,
  oneOf,
  refused,
  required,
  string,
  type Properties,
  type ResourceModel,
} from '@palisade/local-engine';
import { certificateArn } from '@palisade/policies';
import { text, texts } from '../../../kernel/properties.ts';
import { asUuid } from '../../kms/cryptography/ciphertext-blob.ts';
import { CERTIFICATE } from '../certificates/certificates.ts';
import { validationRecord } from '../certificates/validation-record.ts';

const imported = refused('certificates are requested from ACM here; imported ones are not modelled');

/** A public certificate, validated by DNS. Source: AWS Certificate Manager API Reference, RequestCertificate. */
export const certificate: ResourceModel = {
  token: CERTIFICATE,
  inputs: object({
    certificateAuthorityArn: refused('private certificate authorities are not modelled'),
    certificateBody: imported,
    certificateChain: imported,
    domainName: required(string),
    earlyRenewalDuration: refused('it is about certificates of private certificate authorities'),
    keyAlgorithm: oneOf('RSA_2048', 'EC_prime256v1', 'EC_secp384r1'),
    options: object({
      certificateTransparencyLoggingPreference: oneOf('ENABLED', 'DISABLED'),
      export: oneOf('DISABLED'),
    }),
    privateKey: imported,
    privateKeyWo: imported,
    privateKeyWoVersion: imported,
    subjectAlternativeNames: list(string),
    tags: map(string),
    validationMethod: required(oneOf('DNS')),
    validationOptions: refused('it is about validation by email'),
  }),
  replaceOn: ['domainName', 'keyAlgorithm', 'subjectAlternativeNames', 'validationMethod'],
  defaults: () => ({ keyAlgorithm: 'RSA_2048' }),
  check: (inputs) => [...nameProblems(inputs), ...countProblems(names(inputs))],
  outputs(inputs, { accountId, id: generate, partition, region }) {
    const arn = certificateArn({ partition, region, account: accountId, id: asUuid(generate('', 32)) });
    const all = names(inputs);
    return {
      id: arn,
      outputs: {
        arn,
        domainValidationOptions: all.map((domainName) => {
          const { name, type, value } = validationRecord(accountId, domainName);
          return { domainName, resourceRecordName: name, resourceRecordType: type, resourceRecordValue: value };
        }),
        notAfter: '',
        notBefore: '',
        options: {
          certificateTransparencyLoggingPreference: 'ENABLED',
          export: 'DISABLED',
          ...(inputs['options'] as Properties | undefined),
        },
        pendingRenewal: false,
        renewalEligibility: 'INELIGIBLE',
        renewalSummaries: [],
        // As it is when the provider has just requested it; CertificateValidation waits for more.
        status: 'PENDING_VALIDATION',
        subjectAlternativeNames: all,
        type: 'AMAZON_ISSUED',
        validationEmails: [],
      },
    };
  },
};

/** The domain name and the others, each once. */
function names(inputs: Properties): readonly string[] {
  const all = [text(inputs, 'domainName') ?? '', ...texts(inputs, 'subjectAlternativeNames')];
  return [...new Set(all.map((name) => name.toLowerCase()))];
}

const PATTERN = '(\\*\\.)?(((?!-)[A-Za-z0-9-]{0,62}[A-Za-z0-9])\\.)+((?!-)[A-Za-z0-9-]{1,62}[A-Za-z0-9])';
const isName = new RegExp(`^${PATTERN}$`);
/** Of the first name, which is the certificate's common name. */
const MOST_COMMON_NAME = 64;
/** Source: AWS Certificate Manager User Guide, "Quotas": number of domain names per ACM certificate. */
const MOST_NAMES = 10;

function nameProblems(inputs: Properties): readonly string[] {
  const problems = names(inputs)
    .filter((name) => name.length > 253 || !isName.test(name))
    .map(
      (name) =>
        `ValidationException: 1 validation error detected: Value '${name}' at 'domainName' failed to satisfy constraint: ` +
        `Member must satisfy regular expression pattern: ${PATTERN}`,
    );
  const domainName = text(inputs, 'domainName') ?? '';
  if (domainName.length > MOST_COMMON_NAME)
    problems.push(
      `InvalidDomainValidationOptionsException: The first domain name can have no more than ${MOST_COMMON_NAME} octets, ` +
        `${domainName} has ${domainName.length}.`,
    );
  return problems;
}

function countProblems(all: readonly string[]): readonly string[] {
  return all.length > MOST_NAMES
    ? [
        'LimitExceededException: Cannot request more than ' +
          `${MOST_NAMES} domain names in a certificate; this one has ${all.length}.`,
      ]
    : [];
}

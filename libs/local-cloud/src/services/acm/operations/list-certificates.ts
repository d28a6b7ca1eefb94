import { NotSupportedError } from '../../../kernel/errors.ts';
import { operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { InvalidArgs, ValidationException } from '../errors.ts';
import type { AcmState } from '../state.ts';

interface Wanted {
  readonly statuses: readonly string[] | undefined;
  readonly keyTypes: readonly string[];
  readonly limit: number;
  readonly after: string;
}

/** Without a filter ACM lists RSA certificates of up to 2,048 bits only. */
const DEFAULT_KEY_TYPES = ['RSA_1024', 'RSA_2048'];
const MOST = 1000;

/** Source: AWS Certificate Manager API Reference, ListCertificates. */
export const listCertificates = operation<AcmState, Wanted>({
  name: 'ListCertificates',
  parse({ input }) {
    const includes = (input['Includes'] ?? {}) as JsonObject;
    const other = Object.keys(includes).find((name) => name !== 'keyTypes');
    if (other !== undefined) throw new NotSupportedError(`the filter ${other} of acm:ListCertificates`);
    const limit = input['MaxItems'] ?? MOST;
    if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > MOST)
      throw new ValidationException(`MaxItems must be a whole number between 1 and ${MOST}.`);
    const token = input['NextToken'];
    return {
      statuses: names(input, 'CertificateStatuses'),
      keyTypes: names(includes, 'keyTypes') ?? DEFAULT_KEY_TYPES,
      limit,
      after: typeof token === 'string' ? Buffer.from(token, 'base64url').toString() : '',
    };
  },
  permissions: () => [{ action: 'acm:ListCertificates', resource: '*' }],
  run({ after, keyTypes, limit, statuses }, { region }, state) {
    const from = state
      .certificates(region)
      .filter(({ keyAlgorithm }) => keyTypes.includes(keyAlgorithm))
      .filter(({ status }) => statuses?.includes(status) ?? true)
      .filter(({ arn }) => arn > after)
      .sort((a, b) => (a.arn < b.arn ? -1 : 1));
    const page = from.slice(0, limit);
    const last = page.at(-1);
    return json({
      CertificateSummaryList: page.map((certificate) => ({
        CertificateArn: certificate.arn,
        DomainName: certificate.domainName,
        SubjectAlternativeNameSummaries: certificate.subjectAlternativeNames,
        HasAdditionalSubjectAlternativeNames: false,
        Status: certificate.status,
        Type: 'AMAZON_ISSUED',
        KeyAlgorithm: certificate.keyAlgorithm.replace('RSA_', 'RSA-'),
      })),
      ...(from.length > limit && last !== undefined && { NextToken: Buffer.from(last.arn).toString('base64url') }),
    });
  },
});

function names(input: JsonObject, member: string): readonly string[] | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || !value.every((each) => typeof each === 'string'))
    throw new InvalidArgs(`${member} must be a list of names`);
  return value.length === 0 ? undefined : (value as readonly string[]);
}

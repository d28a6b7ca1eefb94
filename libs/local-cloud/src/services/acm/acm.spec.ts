import {
  ACMClient,
  DescribeCertificateCommand,
  GetCertificateCommand,
  ListCertificatesCommand,
  ListTagsForCertificateCommand,
  RequestCertificateCommand,
} from '@aws-sdk/client-acm';
import { expect, test } from '@jest/globals';
import type { Graph, Properties, Resource } from '@palisade/local-engine';
import { cloudView } from '../../kernel/cloud-view.ts';
import { blocks } from '../../kernel/properties.ts';
import { memoryStackStore } from '../../stack-store.ts';
import { startTestCloud, type Declaration, type TestCloud } from '../../testing/index.ts';
import { temporaryDirectory } from '../../testing/temporary-directory.ts';
import { RECORD, route53, ZONE } from '../route53/index.ts';
import { declareRole, roleArn } from '../sqs/testing/sqs-cloud.ts';
import { acm, CERTIFICATE, CERTIFICATE_VALIDATION, issuedCertificate } from './index.ts';

const DOMAIN = 'payments.palisade.test';
const services = [route53, acm];
const start = (declare?: (stack: Declaration) => void): Promise<TestCloud> => startTestCloud(declare, { services });

const declareCertificate = (stack: Declaration, inputs: Properties = {}): Resource =>
  stack.resource(CERTIFICATE, 'certificate', { domainName: DOMAIN, validationMethod: 'DNS', ...inputs });

/** The records that ACM asks for, in a zone of that name. */
function declareRecords(stack: Declaration, certificate: Resource, zoneName: string, value?: string): Resource[] {
  const zone = stack.resource(ZONE, `zone ${zoneName}`, { name: zoneName });
  return blocks(certificate.outputs, 'domainValidationOptions').map((option, at) =>
    stack.resource(RECORD, `validation ${at} in ${zoneName}`, {
      zoneId: zone.id,
      name: String(option['resourceRecordName']),
      type: String(option['resourceRecordType']),
      ttl: 60,
      records: [value ?? String(option['resourceRecordValue'])],
      allowOverwrite: true,
    }),
  );
}

const declareValidation = (stack: Declaration, certificate: Resource, records: readonly Resource[] = []): Resource =>
  stack.resource(CERTIFICATE_VALIDATION, 'validation', {
    certificateArn: certificate.id,
    ...(records.length > 0 && { validationRecordFqdns: records.map(({ outputs }) => String(outputs['fqdn'])) }),
  });

const viewOf = (graph: Graph) => cloudView(new Map([[graph.stack, graph]]));
const certificateIn = (graph: Graph): Resource => graph.resources.find(({ type }) => type === CERTIFICATE) as Resource;

test('a certificate is issued when its validation record is there', async () => {
  const cloud = await start();
  const describe = async (CertificateArn: string) => {
    const client = new ACMClient(cloud.deployer());
    const { Certificate } = await client.send(new DescribeCertificateCommand({ CertificateArn }));
    client.destroy();
    return Certificate;
  };
  const first = await cloud.deploy((stack) => void declareCertificate(stack, { tags: { team: 'payments' } }));
  const { id: arn, outputs } = certificateIn(first);
  expect(arn).toMatch(/^arn:aws:acm:us-east-1:123456789012:certificate\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(outputs).toMatchObject({
    status: 'PENDING_VALIDATION',
    type: 'AMAZON_ISSUED',
    subjectAlternativeNames: [DOMAIN],
  });
  expect(issuedCertificate(viewOf(first), arn)).toBeUndefined();
  const pending = await describe(arn);
  expect(pending).toMatchObject({ Status: 'PENDING_VALIDATION', DomainName: DOMAIN });
  expect(pending?.IssuedAt).toBeUndefined();
  expect(pending?.DomainValidationOptions).toEqual([
    expect.objectContaining({ DomainName: DOMAIN, ValidationStatus: 'PENDING_VALIDATION', ValidationMethod: 'DNS' }),
  ]);

  cloud.clock.advance(3_600_000);
  const second = await cloud.deploy((stack) => {
    const certificate = declareCertificate(stack, { tags: { team: 'payments' } });
    declareValidation(stack, certificate, declareRecords(stack, certificate, 'palisade.test'));
  });
  expect(issuedCertificate(viewOf(second), arn)).toMatchObject({ domainName: DOMAIN, region: 'us-east-1' });
  const issued = await describe(arn);
  expect(issued).toMatchObject({ Status: 'ISSUED' });
  expect(Number(issued?.IssuedAt) - Number(issued?.CreatedAt)).toBe(3_600_000);
  const client = new ACMClient(cloud.deployer());
  const tags = await client.send(new ListTagsForCertificateCommand({ CertificateArn: arn }));
  expect(tags.Tags).toEqual([{ Key: 'team', Value: 'payments' }]);
  client.destroy();
  await cloud.close();
});

/** What `up` says; 'taken' if it takes the validation. */
async function up(declare: (stack: Declaration) => void): Promise<string> {
  const cloud = await start();
  try {
    await cloud.deploy(declare);
    return 'taken';
  } catch (error) {
    return (error as Error).message.replace(/^urn:\S+: /gm, '');
  } finally {
    await cloud.close();
  }
}

const waiting =
  /^waiting for ACM Certificate \(arn:\S+\) to be issued: timeout .*last state: 'PENDING_VALIDATION'.* record _[0-9a-f]{32}\.payments\.palisade\.test\. CNAME _[0-9a-f]{32}\.[a-z]{10}\.acm-validations\.aws\.$/;

test.each([
  ['in the zone above', 'palisade.test', undefined, /^taken$/],
  ['in the zone of that name', DOMAIN, undefined, /^taken$/],
  ['with another value', 'palisade.test', '_other.acm-validations.aws.', waiting],
  // The provider adds the name of the zone: it is another name then.
  ['in a zone that does not cover the name', 'example.com', undefined, waiting],
])('a validation needs the record: %s', async (_name, zoneName, value, answer) => {
  const declare = (stack: Declaration): void => {
    const certificate = declareCertificate(stack);
    declareRecords(stack, certificate, zoneName, value);
    declareValidation(stack, certificate);
  };
  expect(await up(declare)).toMatch(answer);
});

test('the closest zone answers: a record above it is not seen', async () => {
  const declare = (stack: Declaration): void => {
    const certificate = declareCertificate(stack);
    declareRecords(stack, certificate, 'palisade.test');
    stack.resource(ZONE, 'closer', { name: DOMAIN });
    declareValidation(stack, certificate);
  };
  expect(await up(declare)).toMatch(waiting);
});

test('a validation without any record, one that forgets a name, one of no certificate', async () => {
  expect(
    await up((stack) => {
      declareValidation(stack, declareCertificate(stack));
    }),
  ).toMatch(waiting);
  const forgetful = up((stack) => {
    const certificate = declareCertificate(stack, { subjectAlternativeNames: ['api.palisade.test'] });
    declareValidation(stack, certificate, declareRecords(stack, certificate, 'palisade.test').slice(0, 1));
  });
  expect(await forgetful).toMatch(
    /^missing api\.palisade\.test DNS validation record: _[0-9a-f]{32}\.api\.palisade\.test$/,
  );
  const arn = 'arn:aws:acm:us-east-1:123456789012:certificate/none';
  expect(await up((stack) => void stack.resource(CERTIFICATE_VALIDATION, 'validation', { certificateArn: arn }))).toBe(
    `ResourceNotFoundException: Could not find certificate ${arn} in us-east-1.`,
  );
});

test('the record may lie in a zone of another stack', async () => {
  const cloud = await start();
  const first = await cloud.deploy((stack) => void declareCertificate(stack), 'payments');
  await cloud.deploy((stack) => void declareRecords(stack, certificateIn(first), 'palisade.test'), 'names');
  const second = await cloud.deploy((stack) => void declareValidation(stack, declareCertificate(stack)), 'payments');
  expect(certificateIn(second).id).toBe(certificateIn(first).id);
  await expect(cloud.cloud.remove('names')).rejects.toThrow('waiting for ACM Certificate');
  await cloud.close();
});

test('a domain and its wildcard have one record', async () => {
  const declare = (stack: Declaration): void => {
    const certificate = declareCertificate(stack, { subjectAlternativeNames: [`*.${DOMAIN}`] });
    const [one, other] = blocks(certificate.outputs, 'domainValidationOptions');
    expect(one?.['resourceRecordName']).toBe(other?.['resourceRecordName']);
    declareValidation(stack, certificate, declareRecords(stack, certificate, 'palisade.test'));
  };
  expect(await up(declare)).toBe('taken');
});

test.each([
  ['one label', { domainName: 'localhost' }, /failed to satisfy constraint/],
  ['a wildcard in the middle', { domainName: 'a.*.palisade.test' }, /failed to satisfy constraint/],
  ['an underscore', { subjectAlternativeNames: ['a_b.palisade.test'] }, /Value 'a_b.palisade.test'/],
  ['a common name of 65 characters', { domainName: `${'a'.repeat(60)}.test` }, /no more than 64 octets/],
  [
    'eleven names',
    { subjectAlternativeNames: Array.from({ length: 10 }, (_, at) => `n${at}.palisade.test`) },
    /^LimitExceededException/,
  ],
  ['ten names', { subjectAlternativeNames: Array.from({ length: 9 }, (_, at) => `n${at}.palisade.test`) }, /^taken$/],
])('names: %s', async (_name, inputs: Properties, answer) => {
  expect(await up((stack) => void declareCertificate(stack, inputs))).toMatch(answer);
});

test('certificates are listed by region, key type and status, and described in their region alone', async () => {
  const cloud = await start((stack) => {
    declareCertificate(stack);
    const more = { domainName: 'curve.palisade.test', validationMethod: 'DNS', keyAlgorithm: 'EC_prime256v1' };
    stack.resource(CERTIFICATE, 'curve', more);
    declareRole(stack, 'reader', { Effect: 'Allow', Action: 'acm:DescribeCertificate', Resource: '*' });
    declareRole(stack, 'lister', { Effect: 'Allow', Action: 'acm:ListCertificates', Resource: '*' });
  });
  const client = new ACMClient(cloud.deployer());
  const list = async (command: ListCertificatesCommand, from = client) =>
    (await from.send(command)).CertificateSummaryList?.map(({ DomainName }) => DomainName);
  expect(await list(new ListCertificatesCommand({}))).toEqual([DOMAIN]);
  expect(await list(new ListCertificatesCommand({ Includes: { keyTypes: ['EC_prime256v1'] } }))).toEqual([
    'curve.palisade.test',
  ]);
  expect(await list(new ListCertificatesCommand({ CertificateStatuses: ['ISSUED'] }))).toEqual([]);

  const elsewhere = new ACMClient(cloud.deployer('eu-west-1'));
  expect(await list(new ListCertificatesCommand({}), elsewhere)).toEqual([]);
  const CertificateArn = certificateIn(cloud.cloud.stacks()[0] as Graph).id;
  const describe = new DescribeCertificateCommand({ CertificateArn });
  await expect(elsewhere.send(describe)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });

  const reader = new ACMClient(cloud.role(roleArn('reader')));
  expect((await reader.send(describe)).Certificate?.DomainName).toBe(DOMAIN);
  const lister = new ACMClient(cloud.role(roleArn('lister')));
  await expect(lister.send(describe)).rejects.toMatchObject({ name: 'AccessDeniedException' });

  await expect(client.send(new GetCertificateCommand({ CertificateArn }))).rejects.toMatchObject({
    name: 'NotImplemented',
    message: expect.stringContaining('acm:GetCertificate'),
  });
  await expect(client.send(new RequestCertificateCommand({ DomainName: DOMAIN }))).rejects.toMatchObject({
    name: 'InfrastructureIsDeclared',
  });
  for (const each of [client, elsewhere, reader, lister]) each.destroy();
  await cloud.close();
});

test('a restart keeps the dates', async () => {
  const options = { services, root: temporaryDirectory(), store: memoryStackStore() };
  const first = await startTestCloud((stack) => void declareCertificate(stack), options);
  const CertificateArn = certificateIn(first.cloud.stacks()[0] as Graph).id;
  const createdAt = async (cloud: TestCloud): Promise<Date | undefined> => {
    const client = new ACMClient(cloud.deployer());
    const { Certificate } = await client.send(new DescribeCertificateCommand({ CertificateArn }));
    client.destroy();
    return Certificate?.CreatedAt;
  };
  const before = await createdAt(first);
  await first.close();
  const second = await startTestCloud(undefined, options);
  expect(before).toBeInstanceOf(Date);
  expect(await createdAt(second)).toEqual(before);
  await second.close();
});

import { join } from 'node:path';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { ApiStage } from '../../components/api-stage.ts';
import type { RestApi } from '../../components/rest-api.ts';
import type { SecureBucket } from '../../components/secure-bucket.ts';
import type { Part } from './part.ts';
import { readTruststore } from './truststore.ts';

export interface DomainArgs {
  readonly api: RestApi;
  readonly stage: ApiStage;
  readonly truststoreBucket: SecureBucket;
  /** The firewall: the name leads to the stage once it stands before it. */
  readonly behind: pulumi.Resource;
}

export interface Domain {
  /** Known when the name leads to the API. */
  readonly url: pulumi.Output<string>;
  readonly zoneId: pulumi.Output<string>;
  /** Of the zone this stack made, for whoever delegates to it. */
  readonly nameServers: pulumi.Output<string[]> | undefined;
  readonly certificateArn: pulumi.Output<string>;
  readonly truststoreUri: pulumi.Output<string>;
  readonly truststoreVersion: pulumi.Output<string>;
}

/**
 * The only name the API answers to, over TLS 1.2 or newer and only to clients with a certificate of an authority in the truststore.
 * `TLS_1_2` is the strictest policy that mutual TLS goes with.
 */
export function createDomain(part: Part, args: DomainArgs, opts: pulumi.CustomResourceOptions): Domain {
  const { domainName } = part.settings;
  const { nameServers, zoneId } = findZone(part, opts);
  const certificate = createCertificate(domainName, zoneId, opts);
  const truststore = createTruststore(part, args.truststoreBucket, opts);
  const truststoreUri = pulumi.interpolate`s3://${truststore.bucket}/${truststore.key}`;
  const domain = new aws.apigateway.DomainName(
    'domain',
    {
      domainName,
      regionalCertificateArn: certificate,
      endpointConfiguration: { types: 'REGIONAL' },
      securityPolicy: 'TLS_1_2',
      // Without the version API Gateway would not notice that the object has changed.
      mutualTlsAuthentication: { truststoreUri, truststoreVersion: truststore.versionId },
    },
    opts,
  );
  const mapping = new aws.apigateway.BasePathMapping(
    'mapping',
    { restApi: args.api.id, stageName: args.stage.stageName, domainName: domain.domainName },
    { ...opts, dependsOn: [args.behind] },
  );
  const alias = new aws.route53.Record(
    'alias',
    {
      zoneId,
      name: domainName,
      type: 'A',
      aliases: [{ name: domain.regionalDomainName, zoneId: domain.regionalZoneId, evaluateTargetHealth: false }],
    },
    opts,
  );
  return {
    url: pulumi.all([domain.domainName, mapping.id, alias.id]).apply(([name]) => `https://${name}`),
    zoneId,
    nameServers,
    certificateArn: certificate,
    truststoreUri,
    truststoreVersion: truststore.versionId,
  };
}

/** The zone that answers for the name: one that is there, or one of the stack's own, for this name alone. */
function findZone({ settings }: Part, opts: pulumi.CustomResourceOptions): Pick<Domain, 'nameServers' | 'zoneId'> {
  if (settings.hostedZoneId !== '') return { zoneId: pulumi.output(settings.hostedZoneId), nameServers: undefined };
  const zone = new aws.route53.Zone(
    'zone',
    { name: settings.domainName, comment: 'Answers for the payments API' },
    opts,
  );
  return { zoneId: zone.zoneId, nameServers: zone.nameServers };
}

/** Validated through DNS, so that ACM renews it by itself; its ARN is known when it is valid. */
function createCertificate(
  domainName: string,
  zoneId: pulumi.Output<string>,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const certificate = new aws.acm.Certificate('certificate', { domainName, validationMethod: 'DNS' }, opts);
  const asked = certificate.domainValidationOptions.apply(([first]) => {
    if (first === undefined) throw new Error(`ACM asks for no proof that ${domainName} is ours.`);
    return first;
  });
  const proof = new aws.route53.Record(
    'certificate-proof',
    {
      zoneId,
      name: asked.resourceRecordName,
      type: asked.resourceRecordType as pulumi.Output<aws.route53.RecordType>,
      records: [asked.resourceRecordValue],
      ttl: 60,
    },
    opts,
  );
  const valid = new aws.acm.CertificateValidation(
    'certificate-validation',
    { certificateArn: certificate.arn, validationRecordFqdns: [proof.fqdn] },
    opts,
  );
  return valid.certificateArn;
}

/** In a bucket that keeps every version: which one is in force is the domain's to say. */
function createTruststore(
  { settings }: Part,
  bucket: SecureBucket,
  opts: pulumi.CustomResourceOptions,
): aws.s3.BucketObjectv2 {
  return new aws.s3.BucketObjectv2(
    'truststore',
    {
      bucket: bucket.name,
      key: 'truststore.pem',
      content: readTruststore(settings.truststoreFile, {
        root: join(import.meta.dirname, '../../../../..'),
        home: process.env['PALISADE_HOME'],
      }),
      contentType: 'application/x-pem-file',
      serverSideEncryption: 'AES256',
    },
    { ...opts, dependsOn: [bucket] },
  );
}

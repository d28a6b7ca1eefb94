import { Agent, request } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { Properties, Resource } from '@palisade/local-engine';
import type { KeyedCertificate } from '../../../gateway/tls/ca.ts';
import { issueAuthority, issueClientCertificate, type Validity } from '../../../gateway/tls/issue.ts';
import type { KeyKind } from '../../../gateway/tls/key-kind.ts';
import type { TestCloud } from '../../../testing/index.ts';
import { blocks } from '../../../kernel/properties.ts';
import { acm, CERTIFICATE } from '../../acm/index.ts';
import { RECORD, route53, ZONE } from '../../route53/index.ts';
import { s3 } from '../../s3/index.ts';
import { BUCKET_OBJECT } from '../../s3/resources/bucket-object.ts';
import { BUCKET_VERSIONING } from '../../s3/resources/bucket-versioning.ts';
import { BUCKET } from '../../s3/resources/bucket.ts';
import { BASE_PATH_MAPPING } from '../resources/base-path-mapping.ts';
import { DOMAIN_NAME } from '../resources/domain-name.ts';
import type { ApiDeclaration } from './edge-cloud.ts';

export const DAY = 86_400_000;
export const DOMAIN = 'payments.palisade.test';
/** What a cloud with custom domains is made of, beside API Gateway. */
export const domainServices = [s3, route53, acm];

/** A root for clients, valid from yesterday on for a year unless said otherwise. */
export function authority(
  commonName: string,
  now: number,
  validity: Partial<Validity> = {},
): Promise<KeyedCertificate> {
  return issueAuthority({ commonName, notBefore: now - DAY, notAfter: now + 365 * DAY, pathLength: 5, ...validity });
}

/** A client's certificate, valid from yesterday on for a month unless said otherwise. */
export function client(
  ca: KeyedCertificate,
  now: number,
  subject: Partial<Validity> & { readonly commonName?: string; readonly keyKind?: KeyKind } = {},
): Promise<KeyedCertificate> {
  return issueClientCertificate(ca, {
    commonName: 'client-1',
    organization: 'Shop, Inc.',
    notBefore: now - DAY,
    notAfter: now + 30 * DAY,
    ...subject,
  });
}

/** A versioned bucket with a truststore; what `mutualTlsAuthentication` says of it. */
export function declareTruststore({ stack }: ApiDeclaration, pem: string, inputs: Properties = {}): Properties {
  const bucket = stack.resource(BUCKET, 'truststore', { bucket: 'truststore-1', forceDestroy: true });
  stack.resource(BUCKET_VERSIONING, 'truststore', {
    bucket: bucket.id,
    versioningConfiguration: { status: 'Enabled' },
  });
  const object = stack.resource(BUCKET_OBJECT, 'truststore', {
    bucket: bucket.id,
    key: 'clients.pem',
    content: pem,
    ...inputs,
  });
  return { truststoreUri: 's3://truststore-1/clients.pem', truststoreVersion: String(object.outputs['versionId']) };
}

/** An issued certificate for these names. */
export function declareCertificate(
  { stack }: ApiDeclaration,
  names: readonly string[],
  inputs: Properties = {},
): Resource {
  const [domainName = '', ...subjectAlternativeNames] = names;
  const certificate = stack.resource(CERTIFICATE, domainName.replace('*', 'any'), {
    domainName,
    subjectAlternativeNames,
    validationMethod: 'DNS',
    ...inputs,
  });
  for (const option of blocks(certificate.outputs, 'domainValidationOptions')) {
    const [name, type, value] = ['Name', 'Type', 'Value'].map((each) => String(option[`resourceRecord${each}`]));
    const zoneName = String(option['domainName']).replace('*.', '');
    const zone = stack.resource(ZONE, `${domainName} ${zoneName}`, { name: zoneName });
    stack.resource(RECORD, `${domainName} ${zoneName}`, {
      zoneId: zone.id,
      name: name ?? '',
      type: type ?? '',
      ttl: 60,
      records: [value ?? ''],
      allowOverwrite: true,
    });
  }
  return certificate;
}

export function declareDomain(declared: ApiDeclaration, inputs: Properties = {}): Resource {
  const domainName = String(inputs['domainName'] ?? DOMAIN);
  const regionalCertificateArn = inputs['regionalCertificateArn'] ?? declareCertificate(declared, [domainName]).id;
  return declared.stack.resource(DOMAIN_NAME, domainName.replace('*', 'any'), {
    domainName,
    endpointConfiguration: { types: 'REGIONAL' },
    regionalCertificateArn,
    ...inputs,
  });
}

export function declareMapping(
  { stack }: ApiDeclaration,
  domain: Resource,
  stage: Resource,
  inputs: Properties = {},
): Resource {
  const { restApi = '', stageName = '' } = stage.inputs;
  const name = `mapping-${domain.id}-${String(inputs['basePath'] ?? '')}`;
  return stack.resource(BASE_PATH_MAPPING, name, { domainName: domain.id, restApi, stageName, ...inputs });
}

export interface Asked {
  readonly client?: KeyedCertificate | undefined;
  readonly path?: string;
  /** The Host header; the name of the handshake otherwise. */
  readonly host?: string;
  readonly serverName?: string;
  readonly agent?: Agent;
  readonly tls?: object;
  readonly method?: string;
}

export interface Told {
  readonly status: number;
  readonly body: string;
  readonly socket: TLSSocket;
  readonly resumed: boolean;
  /** What a client that wants to resume the session shows. */
  readonly session: Buffer | undefined;
}

/** An agent for a domain that shows this certificate, trusting the cloud's authority only. */
export function agentFor(cloud: TestCloud, shown?: KeyedCertificate, more: object = {}): Agent {
  return new Agent({
    ...cloud.tls,
    keepAlive: true,
    maxSockets: 1,
    ...(shown && { cert: shown.certificate, key: shown.key }),
    ...more,
  });
}

/** Sends a request to a custom domain over TLS, as a client in the world does. Rejects if the handshake fails. */
export function ask(cloud: TestCloud, asked: Asked): Promise<Told> {
  const { port } = new URL(cloud.endpoint);
  const serverName = asked.serverName ?? DOMAIN;
  const own = asked.agent === undefined ? agentFor(cloud, asked.client, { keepAlive: false, ...asked.tls }) : undefined;
  return new Promise<Told>((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port,
        servername: serverName,
        method: asked.method ?? 'GET',
        path: asked.path ?? '/pay',
        headers: { host: asked.host ?? serverName },
        agent: asked.agent ?? own,
      },
      (response) => {
        const socket = response.socket as TLSSocket;
        const handshake = { resumed: socket.isSessionReused(), session: socket.getSession() };
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString(), socket, ...handshake }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end();
  }).finally(() => own?.destroy());
}

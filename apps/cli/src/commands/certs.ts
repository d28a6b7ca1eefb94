import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  certificateIssuing,
  CertificateAuthority,
  keyKinds,
  kindOfKey,
  serialNumberOf,
  type KeyKind,
} from '@palisade/local-cloud';
import {
  CLIENT_CA,
  certificateDirectory,
  certificateNames,
  certificatePaths,
  checkFree,
  checkName,
  readAuthority,
  readText,
  writePair,
  type CertificatePaths,
} from '../certs/certificate-files.ts';
import { describeCertificate, type DescribedCertificate } from '../certs/describe.ts';
import { revoke, revokeCommand, serialNumberFor, type RevocationTable } from '../certs/revocation.ts';
import { validityOf, type ValidityOptions } from '../certs/validity.ts';
import { CliError } from '../errors.ts';
import { prepareHome, type Workspace } from '../workspace.ts';
import type { StackOptions } from './options.ts';
import { stackReport } from './outputs.ts';

interface WritingOptions {
  readonly force?: boolean;
}

export interface InitCertsOptions extends ValidityOptions, WritingOptions {
  readonly keyType: string;
  readonly organization?: string;
}

export interface IssueCertOptions extends InitCertsOptions {
  /** Certificate of the authority (PEM); its key lies beside it. */
  readonly ca?: string;
}

export interface RevokeCertOptions extends StackOptions {
  readonly reason: string;
}

const AUTHORITY_DAYS = 3650;
/** Short, because API Gateway asks no authority whether a certificate was revoked. */
const CLIENT_DAYS = 90;

/** Makes an authority for clients: what a truststore holds. */
export async function initCerts(workspace: Workspace, options: InitCertsOptions): Promise<void> {
  const keyKind = keyKindOf(options.keyType);
  const validity = validityOf(options, AUTHORITY_DAYS, Date.now());
  const paths = certificatePaths(workspace, CLIENT_CA);
  prepareHome(workspace);
  checkFree(paths, options.force, 'what it has issued is of no use where the new one is trusted');
  const { issueAuthority } = await certificateIssuing();
  const { organization = 'Palisade' } = options;
  writePair(paths, await issueAuthority({ commonName: 'Palisade clients', organization, keyKind, ...validity }));
  console.log(
    `${paths.certificate}\n\nAn authority for clients: the truststore of a local stack. Its key is beside it; 'palisade certs issue <name>' uses it.`,
  );
}

/** Issues a certificate for a client. */
export async function issueCert(workspace: Workspace, name: string, options: IssueCertOptions): Promise<void> {
  checkName(name);
  const keyKind = keyKindOf(options.keyType);
  const validity = validityOf(options, CLIENT_DAYS, Date.now());
  const paths = certificatePaths(workspace, name);
  checkFree(paths, options.force, 'it stays good all the same until it expires or is revoked');
  const authorityPaths = authorityOf(workspace, options.ca);
  const authority = readAuthority(authorityPaths);
  checkAuthority(authority, authorityPaths);
  const { issueClientCertificate } = await certificateIssuing();
  const subject = {
    commonName: name,
    ...(options.organization !== undefined && { organization: options.organization }),
  };
  const issued = await issueClientCertificate(authority, { ...subject, keyKind, ...validity });
  const replaced = describeIfThere(name, paths);
  writePair(paths, issued);
  tell(paths, issued.certificate);
  if (replaced?.state !== 'good') return;
  const { notAfter, serialNumber } = replaced;
  console.log(
    `\n${serialNumber}, which it replaces, is good until ${notAfter}. If its key is out: palisade certs revoke ${serialNumber}`,
  );
}

/** Issues a server certificate from the workspace's own authority, which clients of the local cloud trust. */
export async function serverCert(workspace: Workspace, name: string, options: WritingOptions): Promise<void> {
  if (
    !/^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name) ||
    name === CLIENT_CA
  ) {
    throw new CliError(
      `'${name}' is no host name. Write it in lower case, such as api.example.test or *.example.test.`,
    );
  }
  const paths = certificatePaths(workspace, name);
  prepareHome(workspace);
  checkFree(paths, options.force, 'what uses it needs the new one');
  const issued = await new CertificateAuthority(workspace.home, Date.now).certificateFor(name);
  writePair(paths, issued);
  tell(paths, issued.certificate);
}

/** Lists the certificates there are, never their keys. */
export async function listCerts(workspace: Workspace, options: { readonly json?: boolean }): Promise<void> {
  const now = Date.now();
  const certificates = certificateNames(workspace).map((name) =>
    describeCertificate(name, readText(certificatePaths(workspace, name).certificate), now),
  );
  if (options.json === true) return void console.log(JSON.stringify(certificates, undefined, 2));
  if (certificates.length === 0) return void console.log(`${certificateDirectory(workspace)} holds no certificates.`);
  const width = Math.max(...certificates.map(({ name }) => name.length));
  for (const { kind, name, notAfter, serialNumber, state } of certificates) {
    const until = state === 'good' ? `good until ${notAfter.slice(0, 10)}` : state;
    console.log(`${name.padEnd(width)}  ${kind.padEnd(9)}  ${until.padEnd(21)}  ${serialNumber}`);
  }
}

/** Puts a client's certificate on the list of revoked ones of a payments stack. */
export async function revokeCert(
  workspace: Workspace,
  nameOrSerial: string,
  options: RevokeCertOptions,
): Promise<void> {
  const serialNumber = serialNumberFor(workspace, nameOrSerial);
  const { outputs, target } = await stackReport(workspace, options);
  const table = tableOf(outputs, options.stack);
  const revocation = { serialNumber, reason: options.reason, revokedAt: new Date().toISOString() };
  if (target === 'aws') {
    if (table.operatorRoleArn !== undefined) console.error(`As ${table.operatorRoleArn}, with a second factor:`);
    return void console.log(revokeCommand(table, revocation));
  }
  const done = await revoke(workspace, table, revocation);
  console.log(done ? `${serialNumber} is revoked in ${options.stack}.` : `${serialNumber} was revoked before.`);
}

function tableOf(outputs: Readonly<Record<string, unknown>>, stack: string): RevocationTable {
  const name = outputs['revoked_certificates_table_name'];
  const region = outputs['region'];
  const operator = outputs['operator_role_arn'];
  if (typeof name !== 'string' || typeof region !== 'string') {
    throw new CliError(
      `${stack} has no outputs revoked_certificates_table_name and region: certificates are revoked in stacks of the blueprint 'payments'.`,
    );
  }
  return { name, region, operatorRoleArn: typeof operator === 'string' ? operator : undefined };
}

function keyKindOf(value: string): KeyKind {
  const kind = keyKinds.find((each) => each === value);
  if (kind === undefined) throw new CliError(`--key-type must be ${keyKinds.join(' or ')}, not '${value}'.`);
  return kind;
}

function authorityOf(workspace: Workspace, certificate: string | undefined): CertificatePaths {
  if (certificate === undefined) return certificatePaths(workspace, CLIENT_CA);
  if (!certificate.endsWith('.pem'))
    throw new CliError(`--ca must name a .pem file with the key in a .key file beside it, not '${certificate}'.`);
  return { certificate, key: certificate.replace(/\.pem$/, '.key') };
}

/** Throws CliError for what no certificate can be issued with; says nothing of the key itself. */
function checkAuthority(
  { certificate, key }: { readonly certificate: string; readonly key: string },
  paths: CertificatePaths,
): void {
  let made: X509Certificate;
  try {
    made = new X509Certificate(certificate);
  } catch {
    throw new CliError(`${paths.certificate} holds no certificate.`);
  }
  if (!made.ca) throw new CliError(`${paths.certificate} is not that of an authority.`);
  try {
    kindOfKey(key);
  } catch {
    throw new CliError(`${paths.key} holds no key that certificates can be signed with here (${keyKinds.join(', ')}).`);
  }
  if (!made.checkPrivateKey(createPrivateKey(key))) {
    throw new CliError(`${paths.key} is not the key of ${paths.certificate}.`);
  }
}

function describeIfThere(name: string, { certificate }: CertificatePaths): DescribedCertificate | undefined {
  return existsSync(certificate) ? describeCertificate(name, readText(certificate), Date.now()) : undefined;
}

function tell(paths: CertificatePaths, pem: string): void {
  const certificate = new X509Certificate(pem);
  console.log(
    `${paths.certificate}\n${paths.key}\n\nSerial number ${serialNumberOf(certificate)}, until ${certificate.validToDate.toISOString()}.`,
  );
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile, type KeyedCertificate } from '@palisade/local-cloud';
import { CliError } from '../errors.ts';
import type { Workspace } from '../workspace.ts';

/** The certificate and the key of one name. */
export interface CertificatePaths {
  readonly certificate: string;
  readonly key: string;
}

/** Name of the authority for clients. */
export const CLIENT_CA = 'ca';

/** `.palisade/certs`: certificates as `<name>.pem`, their keys beside them. */
export const certificateDirectory = ({ home }: Workspace): string => join(home, 'certs');

export function certificatePaths(workspace: Workspace, name: string): CertificatePaths {
  const base = join(certificateDirectory(workspace), name.replace('*', '_'));
  return { certificate: `${base}.pem`, key: `${base}.key` };
}

/** Throws CliError unless it can name files and nothing else. */
export function checkName(name: string): void {
  // Where file names have no case, `CA` would be the authority's too.
  const isAuthority = name.toLowerCase() === CLIENT_CA;
  if (/^[A-Za-z0-9][A-Za-z0-9._@-]{0,99}$/.test(name) && !isAuthority) return;
  throw new CliError(
    isAuthority
      ? `'${name}' is the authority's own name: choose another one.`
      : `A certificate's name is 1 to 100 letters, digits, dots, hyphens, underscores and @, not '${name}'.`,
  );
}

/** Throws CliError if writing the pair would overwrite something; `then` says what that would mean. */
export function checkFree({ certificate, key }: CertificatePaths, force: boolean | undefined, then: string): void {
  const taken = [certificate, key].find((path) => existsSync(path));
  if (taken === undefined || force === true) return;
  throw new CliError(`${taken} exists already. Use --force to replace it: ${then}.`);
}

/** Both files only their owner may read; the key first, so that no certificate lies there without one. */
export function writePair(paths: CertificatePaths, pair: KeyedCertificate): void {
  writePrivateFile(paths.key, pair.key);
  writePrivateFile(paths.certificate, pair.certificate);
}

/** The certificate and key of an authority. Throws CliError if one of them is missing. */
export function readAuthority(paths: CertificatePaths): KeyedCertificate {
  return { certificate: readText(paths.certificate), key: readText(paths.key) };
}

/** Names of all certificates, sorted. */
export function certificateNames(workspace: Workspace): readonly string[] {
  const directory = certificateDirectory(workspace);
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((file) => file.endsWith('.pem'))
    .map((file) => file.slice(0, -'.pem'.length))
    .sort();
}

export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new CliError(
        `${path} does not exist. 'palisade certs init' makes an authority for clients, 'certs list' shows what there is.`,
      );
    }
    throw new CliError(`${path} cannot be read: ${(error as Error).message}`);
  }
}

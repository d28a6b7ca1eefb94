import { readFileSync } from 'node:fs';
import { isAbsolute, join, sep } from 'node:path';
import { ConfigError } from '../../config-reader.ts';

/** Where the local cloud keeps what is its own, the certificates of its clients among it. */
const HOME = '.palisade';

export interface Surroundings {
  /** The workspace, which paths in a stack file are relative to. */
  readonly root: string;
  /** `PALISADE_HOME`: where `.palisade` is, if not in the workspace. */
  readonly home?: string | undefined;
}

/**
 * Reads the truststore: certificates of authorities, one after the other. Throws ConfigError, which says how to make one, if there is none,
 * and for what API Gateway could not use: no certificate, or a private key among them.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
 */
export function readTruststore(file: string, { home, root }: Surroundings): string {
  const path = resolveIn(file, root, home);
  let pem: string;
  try {
    pem = readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError([
      `The truststore ${path} (palisade:truststoreFile) cannot be read: ${(error as Error).message}. ` +
        'Make one with `npx palisade certs init`, or name the certificates of your own authority.',
    ]);
  }
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) {
    throw new ConfigError([
      `The truststore ${path} holds a private key. It is for certificates only: take the key out of it, and replace the key, for files like this one travel.`,
    ]);
  }
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) {
    throw new ConfigError([`The truststore ${path} holds no certificate in PEM (-----BEGIN CERTIFICATE-----).`]);
  }
  return pem;
}

function resolveIn(file: string, root: string, home: string | undefined): string {
  if (isAbsolute(file)) return file;
  const [first, ...rest] = file.split('/');
  return first === HOME && home !== undefined && home !== '' ? join(home, rest.join(sep)) : join(root, file);
}

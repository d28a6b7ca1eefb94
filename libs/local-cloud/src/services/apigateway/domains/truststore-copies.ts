import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from '../../../kernel/private-file.ts';
import { readTruststore, type Truststore } from './truststore.ts';

/** Which truststore a domain name asks for. */
export interface TruststoreChoice {
  readonly domain: string;
  readonly uri: string;
  /** Undefined: the version that was the current one when the domain name was deployed. */
  readonly version: string | undefined;
}

interface Copy {
  readonly uri: string;
  readonly version: string | undefined;
  readonly pem: string;
  /** SHA-256 over all the others. */
  readonly seal: string;
}

/**
 * API Gateway's own copies of accepted truststores, a file each, so that nothing that happens to the object later takes a
 * domain's truststore away. A file counts only while a deployed domain name asks for it.
 */
export class TruststoreCopies {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** The copy of an accepted truststore; a sentence that says why there is none. */
  read(choice: TruststoreChoice, now: number): Truststore | string {
    const path = this.#path(choice);
    if (!existsSync(path)) return `${path} is missing`;
    try {
      const { uri, version, pem, seal } = JSON.parse(readFileSync(path, 'utf8')) as Copy;
      if (uri !== choice.uri || version !== choice.version || seal !== sealOf(choice, pem)) return `${path} is damaged`;
      return readTruststore(Buffer.from(pem), now);
    } catch (error) {
      return error instanceof SyntaxError ? `${path} is damaged` : `${path}: ${(error as Error).message}`;
    }
  }

  /** Throws when the disk refuses. */
  write(choice: TruststoreChoice, { pem }: Truststore): void {
    const { uri, version } = choice;
    const copy: Copy = { uri, version, pem, seal: sealOf(choice, pem) };
    writePrivateFile(this.#path(choice), `${JSON.stringify(copy)}\n`);
  }

  /** Forgets every copy that is none of these. */
  keepOnly(choices: readonly TruststoreChoice[]): void {
    if (!existsSync(this.#directory)) return;
    const kept = new Set(choices.map((choice) => this.#path(choice)));
    for (const file of readdirSync(this.#directory)) {
      const path = join(this.#directory, file);
      if (!kept.has(path)) rmSync(path, { force: true });
    }
  }

  #path({ domain, uri, version = '' }: TruststoreChoice): string {
    const name = createHash('sha256').update(`${domain}\n${uri}\n${version}`).digest('hex');
    return join(this.#directory, `${name}.json`);
  }
}

function sealOf({ domain, uri, version = '' }: TruststoreChoice, pem: string): string {
  return createHash('sha256')
    .update(JSON.stringify([domain, uri, version, pem]))
    .digest('hex');
}

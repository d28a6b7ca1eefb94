import { createPrivateKey, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from '../../../kernel/private-file.ts';

/** What subscribers find in a notification, in the order in which it is signed. */
export interface Signable {
  readonly Message: string;
  readonly MessageId: string;
  readonly Subject?: string | undefined;
  readonly Timestamp: string;
  readonly TopicArn: string;
  readonly Type: string;
}

const SIGNED = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] as const;

/**
 * Signs the notifications of one stack with an RSA key of its own, whose public half lies in `signing-key.pem`.
 * Source: Amazon SNS Developer Guide, "Verifying the signatures of Amazon SNS messages".
 */
export class Signer {
  readonly #directory: string;
  #key: KeyObject | undefined;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Base64. Version 1 signs with SHA-1, version 2 with SHA-256. */
  sign(notification: Signable, version: number): string {
    const sign = createSign(version === 2 ? 'RSA-SHA256' : 'RSA-SHA1');
    for (const name of SIGNED) {
      const value = notification[name];
      if (value !== undefined) sign.update(`${name}\n${value}\n`);
    }
    return sign.sign((this.#key ??= this.#open()), 'base64');
  }

  #open(): KeyObject {
    const path = join(this.#directory, 'signing.key');
    if (existsSync(path)) return createPrivateKey(readFileSync(path));
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writePrivateFile(
      join(this.#directory, 'signing-key.pem'),
      publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    );
    writePrivateFile(path, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    return privateKey;
  }
}

import type { KeyObject } from 'node:crypto';
import type { Host } from '../../../kernel/host.ts';
import type { Journal } from '../../../kernel/journal.ts';
import { seal } from '../../../kernel/seal.ts';
import { openSealed } from '../../sqs/sealing/open-sealed.ts';

/** A mail that a topic has sent: it lies here instead of in somebody's mailbox. */
export interface Mail {
  readonly messageId: string;
  readonly topicArn: string;
  readonly subscriptionArn: string;
  /** Address it was sent to. */
  readonly to: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly subject: string;
  /** The message, or for `email-json` the JSON notification. */
  readonly body: string;
}

/** Older mails give way. */
const MOST_MAILS = 1000;
const ABOUT = 'inbox';

/** The mails of one stack's topics, oldest first, encrypted on disk with the stack's key. */
export class Inbox {
  readonly #host: Host;
  readonly #journal: Journal;
  readonly #key: KeyObject;
  #mails: Mail[] = [];
  #rewriting = false;

  constructor(host: Host, path: string, key: KeyObject) {
    this.#host = host;
    this.#key = key;
    this.#journal = host.openJournal(path, (payload) => {
      this.#mails.push(JSON.parse(openSealed(key, payload, ABOUT).toString()) as Mail);
    });
    this.#mails = this.#mails.slice(-MOST_MAILS);
  }

  mails(): readonly Mail[] {
    return this.#mails;
  }

  /** Resolves once the mail is on disk. */
  async add(mail: Mail): Promise<void> {
    await this.#journal.append(this.#sealed(mail));
    this.#mails.push(mail);
    if (this.#mails.length >= 2 * MOST_MAILS) this.#forget();
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  #forget(): void {
    this.#mails = this.#mails.slice(-MOST_MAILS);
    if (this.#rewriting) return;
    this.#rewriting = true;
    this.#journal
      .rewrite(this.#kept())
      .catch((error: Error) => this.#host.log(`sns: the inbox could not be rewritten: ${error.message}`))
      .finally(() => (this.#rewriting = false));
  }

  *#kept(): Generator<Buffer> {
    for (const mail of this.#mails) yield this.#sealed(mail);
  }

  #sealed(mail: Mail): Buffer {
    return seal(this.#key, Buffer.from(JSON.stringify(mail)), ABOUT);
  }
}

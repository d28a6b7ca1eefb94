import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyObject } from 'node:crypto';
import type { Host } from '../../kernel/host.ts';
import { MasterKey } from '../sqs/sealing/master-key.ts';
import { Inbox } from './delivery/inbox.ts';
import { Outbox } from './delivery/outbox.ts';
import { Signer } from './delivery/signer.ts';

/** The files of one stack's topics. */
export class TopicStore {
  readonly messageKey: KeyObject;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly signer: Signer;
  readonly #directory: string;

  constructor(host: Host, stack: string) {
    this.#directory = host.dataDirectory(stack, 'sns');
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    const master = MasterKey.open(this.#directory);
    this.messageKey = master.derive('messages');
    this.outbox = new Outbox(host, join(this.#directory, 'outbox.journal'));
    this.inbox = new Inbox(host, join(this.#directory, 'inbox.journal'), master.derive('inbox'));
    this.signer = new Signer(this.#directory);
  }

  async close(): Promise<void> {
    await this.outbox.close();
    await this.inbox.close();
  }
}

import type { Host } from '../../../kernel/host.ts';
import { logs } from '../../logs/index.ts';
import type { CountryDatabase } from '../addresses/country-database.ts';
import type { DeclaredLogging } from '../declared/declared.ts';
import type { CompiledWebAcl } from '../web-acl/compiled-web-acl.ts';
import type { Verdict } from '../web-acl/verdict.ts';
import { keeps } from './keeps.ts';
import { logRecord } from './log-record.ts';

/**
 * Writes records to log groups. On AWS the call that begins the logging also lets `delivery.logs.amazonaws.com` write to the group, so no
 * permission is asked for here.
 * Source: AWS WAF Developer Guide, "Sending web ACL traffic logs to an Amazon CloudWatch Logs log group".
 */
export class LogDelivery {
  readonly #host: Host;
  readonly #countries: CountryDatabase;

  constructor(host: Host, countries: CountryDatabase) {
    this.#host = host;
    this.#countries = countries;
  }

  deliver(logging: DeclaredLogging, webAcl: CompiledWebAcl, resourceArn: string, verdict: Verdict): void {
    if (!keeps(logging.filter, verdict)) return;
    const { accountId, clock } = this.#host;
    const now = clock.now();
    const { source } = verdict.parts;
    const message = logRecord(webAcl, verdict, {
      now,
      resourceArn,
      accountId,
      location: source && this.#countries.knownLocationOf(source.text),
      redacted: logging.redacted,
    });
    const stream = `${webAcl.region}_${webAcl.name}_0`;
    this.#host.state(logs).write(logging.region, logging.group, stream, [{ timestamp: now, message }]);
  }
}

import type { Host } from '../../kernel/host.ts';
import { ApplyError, type CloudView, type ServiceState } from '../../kernel/service.ts';
import { InvalidAccess } from './errors.ts';
import { readHubs, type Hub } from './hubs/hubs.ts';
import { SubscriptionDates } from './hubs/subscription-dates.ts';

/** Security Hub of every region it is on in. */
export class SecurityHubState implements ServiceState {
  readonly host: Host;
  readonly dates: SubscriptionDates;
  #hubs: ReadonlyMap<string, Hub> = new Map();

  constructor(host: Host) {
    this.host = host;
    this.dates = new SubscriptionDates(host);
  }

  interpret(view: CloudView): () => void {
    const { hubs, problems } = readHubs(view, this.host, this.#hubs);
    if (problems.length > 0) throw new ApplyError(problems);
    return () => {
      this.#hubs = hubs;
      this.dates.follow([...hubs.keys()]);
    };
  }

  /** Throws InvalidAccessException where Security Hub is not on. */
  hub(region: string): Hub {
    const hub = this.#hubs.get(region);
    if (hub === undefined) throw new InvalidAccess(this.host.accountId);
    return hub;
  }
}

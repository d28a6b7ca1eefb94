import type { Host } from '../../kernel/host.ts';
import { ApplyError, type CloudView, type ServiceState } from '../../kernel/service.ts';
import { NoSuchHostedZone } from './errors.ts';
import { readHostedZones, type HostedZone, type HostedZones } from './zones/hosted-zones.ts';

/** The hosted zones of all stacks. Everything stands in the graphs; there is no other data. */
export class Route53State implements ServiceState {
  readonly host: Host;
  #zones: HostedZones = new Map();

  constructor(host: Host) {
    this.host = host;
  }

  interpret(view: CloudView): () => void {
    const { problems, zones } = readHostedZones(view);
    if (problems.length > 0) throw new ApplyError(problems);
    return () => {
      this.#zones = zones;
    };
  }

  get zones(): HostedZones {
    return this.#zones;
  }

  /** Throws NoSuchHostedZone. */
  zone(id: string): HostedZone {
    const zone = this.#zones.get(id);
    if (zone === undefined) throw new NoSuchHostedZone(id);
    return zone;
  }
}

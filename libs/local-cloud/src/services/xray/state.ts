import type { Host } from '../../kernel/host.ts';
import type { ServiceState } from '../../kernel/service.ts';
import { segmentOf } from './segment-document.ts';
import { TraceStore } from './trace-store.ts';

/** What sampled requests have met, by region. Nothing of it is declared, and nothing is kept over a restart. */
export class XrayState implements ServiceState {
  readonly host: Host;
  readonly #regions = new Map<string, TraceStore>();

  constructor(host: Host) {
    this.host = host;
    host.traces.onSegment((segment) => this.traces(segment.region).add(segment.traceId, segmentOf(segment)));
  }

  interpret(): () => void {
    return () => undefined;
  }

  traces(region: string): TraceStore {
    let store = this.#regions.get(region);
    if (store === undefined) {
      store = new TraceStore();
      this.#regions.set(region, store);
    }
    return store;
  }
}

import type { Host } from '../../kernel/host.ts';
import type { ServiceState } from '../../kernel/service.ts';

export class Wafv2State implements ServiceState {
  readonly host: Host;

  constructor(host: Host) {
    this.host = host;
  }

  interpret(): () => void {
    return () => undefined;
  }
}

import type { Host } from '../../kernel/host.ts';
import type { ServiceState } from '../../kernel/service.ts';
import { iam, type IamState } from '../iam/index.ts';

/** STS keeps nothing: a session lives in its token. */
export class StsState implements ServiceState {
  readonly host: Host;

  constructor(host: Host) {
    this.host = host;
  }

  get iam(): IamState {
    return this.host.state(iam);
  }

  interpret(): () => void {
    return () => undefined;
  }
}

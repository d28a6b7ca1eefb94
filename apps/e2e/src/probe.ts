import { ProbeProgram } from './probes.ts';

/** Names of the probe functions; see probe/main.ts for what each of them is short of. */
export interface ProbeOutputs {
  readonly roleAndEndpoint: string;
  readonly roleOnly: string;
  readonly endpointOnly: string;
}

/** Beside a documents stack. */
export const probe = new ProbeProgram<ProbeOutputs>('probe');

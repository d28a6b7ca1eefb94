import { ProbeProgram } from './probes.ts';

/** Names of the probe functions; see processing-probe/main.ts for where each of them is. */
export interface ProbeNames {
  readonly authorizer: string;
  readonly apiHandler: string;
  readonly processor: string;
  readonly processorOutside: string;
  readonly notifier: string;
  readonly notifierOutside: string;
}

/** What processing-probe/main.ts makes. */
export interface ProcessingProbeOutputs extends ProbeNames {
  readonly onceADayPlanId: string;
  readonly oncePerSecondPlanId: string;
  readonly changesQueueUrl: string;
}

/** Beside a processing stack. */
export const processingProbe = new ProbeProgram<ProcessingProbeOutputs>('processing-probe');

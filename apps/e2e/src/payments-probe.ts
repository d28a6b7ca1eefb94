import { ProbeProgram } from './probes.ts';

/** Names of the probe functions; see payments-probe/main.ts for where each of them is. */
export interface PaymentsProbeNames {
  readonly processor: string;
  readonly processorInOtherGroup: string;
  readonly processorOutside: string;
  readonly otherInside: string;
  readonly otherOutside: string;
}

/** What payments-probe/main.ts makes. */
export interface PaymentsProbeOutputs extends PaymentsProbeNames {
  readonly bucketName: string;
  readonly tableName: string;
  readonly keyArn: string;
  readonly destroyerRoleArn: string;
}

/** Beside a payments stack. */
export const paymentsProbe = new ProbeProgram<PaymentsProbeOutputs>('payments-probe');

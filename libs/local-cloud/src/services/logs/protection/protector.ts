import type { Host } from '../../../kernel/host.ts';
import { groupArn } from '../arn.ts';
import type { ProtectionPeriod, StoredGroup } from '../storage/catalogue.ts';
import type { InputLogEvent, LogEvent } from '../storage/log-event.ts';
import { auditReport } from './audit-report.ts';
import { findingsIn, masked, type Finding } from './mask.ts';
import { readPolicyDocument, type DataProtectionPolicy } from './policy-document.ts';

/** Takes the reports about one batch of events. */
type Deliver = (region: string, group: string, reports: readonly InputLogEvent[]) => void;

/**
 * Data protection of log groups. Events are stored as they came; what is sensitive in one is what the policy in force when it came in calls so,
 * whatever became of the policy since. A group that never had one costs nothing.
 */
export class Protector {
  readonly #host: Host;
  readonly #deliver: Deliver;
  readonly #policies = new Map<string, DataProtectionPolicy>();

  constructor(host: Host, deliver: Deliver) {
    this.#host = host;
    this.#deliver = deliver;
  }

  /** Events that have just come in as they go on to others. Counts and reports what the policy of the group finds in them. */
  audit(group: StoredGroup, events: readonly InputLogEvent[]): readonly InputLogEvent[] {
    const period = inForce(group);
    if (period === undefined) return events;
    const { detectors, findingsGroup } = this.#policy(period);
    const found: (readonly Finding[])[] = [];
    const passed = events.map((event) => {
      const findings = findingsIn(event.message, detectors);
      if (findings.length === 0) return event;
      found.push(findings);
      return { ...event, message: masked(event.message, findings) };
    });
    if (found.length > 0) this.#report(group, found, findingsGroup);
    return passed;
  }

  /** A stored event for somebody who may not see what is sensitive. */
  mask({ protection }: StoredGroup, event: LogEvent): LogEvent {
    // Both ends count: of two policies within one millisecond both hold.
    const periods = protection.filter(({ from, to }) => from <= event.ingestionTime && event.ingestionTime <= to);
    if (periods.length === 0) return event;
    const findings = periods.flatMap((period) => findingsIn(event.message, this.#policy(period).detectors));
    return findings.length === 0 ? event : { ...event, message: masked(event.message, findings) };
  }

  #policy({ policyDocument }: ProtectionPeriod): DataProtectionPolicy {
    let policy = this.#policies.get(policyDocument);
    if (policy === undefined) {
      policy = readPolicyDocument(policyDocument);
      this.#policies.set(policyDocument, policy);
    }
    return policy;
  }

  /** Source: CloudWatch Logs User Guide, "Audit findings reports" and "Monitoring with CloudWatch metrics". */
  #report(group: StoredGroup, found: readonly (readonly Finding[])[], findingsGroup: string | undefined): void {
    const { region, name } = group;
    const timestamp = this.#host.clock.now();
    this.#host.metrics.record({
      region,
      namespace: 'AWS/Logs',
      name: 'LogEventsWithFindings',
      dimensions: [{}, { DataProtectionOperation: 'Audit', LogGroupName: name }],
      value: found.length,
      unit: 'None',
      timestamp,
    });
    if (findingsGroup === undefined) return;
    const { partition, accountId } = this.#host;
    const arn = groupArn({ partition, region, accountId }, name);
    const reports = found.map((findings) => ({ timestamp, message: auditReport(`${arn}:*`, timestamp, findings) }));
    this.#deliver(region, findingsGroup, reports);
  }
}

/** The policy a group has now. */
export function inForce({ protection }: StoredGroup): ProtectionPeriod | undefined {
  const last = protection[protection.length - 1];
  return last?.to === Infinity ? last : undefined;
}

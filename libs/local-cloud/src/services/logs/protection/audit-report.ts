import type { Finding } from './mask.ts';

/**
 * The report about one event: which data it has and where, never the data. Characters are counted from 1.
 * Source: CloudWatch Logs User Guide, "Audit findings reports".
 */
export function auditReport(resourceArn: string, now: number, findings: readonly Finding[]): string {
  return JSON.stringify({
    auditTimestamp: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
    resourceArn,
    dataIdentifiers: findings.map(({ name, spans }) => ({
      name,
      count: spans.length,
      detections: spans.map(({ start, end }) => ({ start: start + 1, end })),
    })),
  });
}

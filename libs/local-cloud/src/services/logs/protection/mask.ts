import type { Detector, Span } from './detector.ts';

/** What one detector found in a text. */
export interface Finding {
  readonly name: string;
  readonly spans: readonly Span[];
}

/** What the detectors find; those that find nothing are left out. */
export function findingsIn(text: string, detectors: readonly Detector[]): readonly Finding[] {
  const findings: Finding[] = [];
  for (const detector of detectors) {
    const spans = detector.find(text);
    if (spans.length > 0) findings.push({ name: detector.name, spans });
  }
  return findings;
}

/** The text with an asterisk for every UTF-16 unit of what was found. */
export function masked(text: string, findings: readonly Finding[]): string {
  const spans = findings.flatMap((finding) => finding.spans).sort((a, b) => a.start - b.start);
  let result = '';
  let at = 0;
  for (const { start, end } of spans) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    result += text.slice(at, from) + '*'.repeat(end - from);
    at = end;
  }
  return result + text.slice(at);
}

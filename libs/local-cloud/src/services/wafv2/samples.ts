import type { CompiledWebAcl } from './web-acl/compiled-web-acl.ts';
import type { WebRequest } from './evaluation/web-request.ts';
import type { Verdict } from './web-acl/verdict.ts';

/** Requests kept for one rule; the newest push out the oldest. */
const MOST = 100;
/** How long they are kept. Source: AWS WAFV2 API Reference, GetSampledRequests: the previous three hours. */
export const SAMPLED_FOR = 3 * 3_600_000;

/** A request as samples show it: without its body. */
export interface Sample {
  readonly at: number;
  readonly request: Omit<WebRequest, 'body'>;
  readonly action: 'ALLOW' | 'BLOCK' | 'COUNT';
  /** The rule of a group that matched. */
  readonly inner: string | undefined;
  readonly verdict: Pick<Verdict, 'insertHeaders' | 'labels' | 'response'>;
}

/** The last requests that each rule with sampling matched, in memory. */
export class Samples {
  /** By `WEB-ACL-ARN METRIC-NAME`. */
  readonly #samples = new Map<string, Sample[]>();

  add(webAcl: CompiledWebAcl, verdict: Verdict, now: number): void {
    const { action, counted, groups, insertHeaders, labels, response, terminating } = verdict;
    const sampled = terminating === undefined ? webAcl.sampled : terminating.sampled;
    if (!sampled && counted.length === 0) return;
    const { body: _body, ...request } = verdict.parts.request;
    const common = { at: now, request, verdict: { insertHeaders, labels, response } };
    if (sampled) {
      const inner = terminating !== undefined && 'rules' in terminating ? groups.at(-1)?.terminating?.name : undefined;
      this.#push(webAcl.arn, terminating?.metricName ?? webAcl.defaultMetricName, { ...common, action, inner });
    }
    for (const { rule } of counted)
      if (rule.sampled) this.#push(webAcl.arn, rule.metricName, { ...common, action: 'COUNT', inner: undefined });
  }

  of(webAclArn: string, metricName: string): readonly Sample[] {
    return this.#samples.get(`${webAclArn} ${metricName}`) ?? [];
  }

  /** Keeps those of the web ACLs that are still there. */
  retain(has: (webAclArn: string) => boolean): void {
    for (const key of this.#samples.keys()) if (!has(key.slice(0, key.indexOf(' ')))) this.#samples.delete(key);
  }

  #push(webAclArn: string, metricName: string, sample: Sample): void {
    const key = `${webAclArn} ${metricName}`;
    const samples = this.#samples.get(key) ?? [];
    this.#samples.set(key, samples);
    samples.push(sample);
    if (samples.length > MOST) samples.shift();
  }
}

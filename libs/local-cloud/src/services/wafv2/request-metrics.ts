import type { Host } from '../../kernel/host.ts';
import type { CompiledWebAcl, RuleMetrics } from './web-acl/compiled-web-acl.ts';
import type { Verdict } from './web-acl/verdict.ts';

/**
 * Counts what rules and web ACLs do.
 * Source: AWS WAF Developer Guide, "AWS WAF metrics and dimensions".
 */
export class RequestMetrics {
  readonly #host: Pick<Host, 'clock' | 'metrics'>;

  constructor(host: Pick<Host, 'clock' | 'metrics'>) {
    this.#host = host;
  }

  record(webAcl: CompiledWebAcl, { action, counted, terminating }: Verdict): void {
    const name = action === 'BLOCK' ? 'BlockedRequests' : 'AllowedRequests';
    this.#one(webAcl, name, webAcl.metrics);
    this.#one(webAcl, name, terminating === undefined ? webAcl.defaultMetrics : terminating.metrics);
    if (counted.length === 0) return;
    this.#one(webAcl, 'CountedRequests', webAcl.metrics);
    for (const { rule } of counted) this.#one(webAcl, 'CountedRequests', rule.metrics);
  }

  #one({ region }: CompiledWebAcl, name: string, dimensions: RuleMetrics | undefined): void {
    if (dimensions === undefined) return;
    const timestamp = this.#host.clock.now();
    this.#host.metrics.record({ region, namespace: 'AWS/WAFV2', name, dimensions, value: 1, unit: 'Count', timestamp });
  }
}

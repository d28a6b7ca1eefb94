import type { Host } from '../../kernel/host.ts';
import type { CloudView, ServiceState } from '../../kernel/service.ts';
import { nothingDeclared, type Declared } from './declared/declared.ts';
import { readDeclared } from './declared/read-declared.ts';
import { unknownOverrides } from './declared/unknown-overrides.ts';
import type { WebRequest } from './evaluation/web-request.ts';
import { Firewall } from './firewall.ts';
import { LogDelivery } from './logging/log-delivery.ts';
import { RequestMetrics } from './request-metrics.ts';
import { Samples } from './samples.ts';
import type { BlockResponse } from './web-acl/compiled-action.ts';
import { evaluate } from './web-acl/evaluate.ts';

/** What a web ACL says about a request. */
export interface Inspection {
  readonly webAclArn: string;
  readonly action: 'ALLOW' | 'BLOCK';
  /** Name of the rule that decided; `Default_Action` if none did. */
  readonly terminatingRule: string;
  /** Whole names. */
  readonly labels: readonly string[];
  /** What is answered to a blocked request instead of the resource's own answer. */
  readonly response?: BlockResponse;
  /** Put into a request that goes on. */
  readonly insertHeaders: readonly { readonly name: string; readonly value: string }[];
}

/** Web ACLs: the graph configures them; rates and samples are counted in memory. */
export class Wafv2State implements ServiceState {
  readonly host: Host;
  readonly firewall: Firewall;
  readonly samples = new Samples();
  readonly #delivery: LogDelivery;
  readonly #metrics: RequestMetrics;
  #declared: Declared = nothingDeclared;

  constructor(host: Host) {
    this.host = host;
    this.firewall = new Firewall(host);
    this.#delivery = new LogDelivery(host, this.firewall.countries);
    this.#metrics = new RequestMetrics(host);
  }

  get declared(): Declared {
    return this.#declared;
  }

  interpret(view: CloudView): () => void {
    const declared = readDeclared(view);
    return () => {
      this.#declared = declared;
      for (const line of unknownOverrides(declared)) this.host.log(line);
      this.firewall.switchTo(declared);
      this.samples.retain((arn) => declared.webAcls.has(arn));
    };
  }

  /**
   * Puts a request to the web ACL of a resource, a stage: `…:apigateway:REGION::/restapis/ID/stages/NAME`; counts, logs and measures it.
   * Undefined if the resource has no web ACL.
   */
  inspect(resourceArn: string, request: WebRequest): Inspection | undefined {
    const webAcl = this.firewall.protecting(resourceArn);
    if (webAcl === undefined) return undefined;
    const now = this.host.clock.now();
    const verdict = evaluate(webAcl, request, now);
    this.#metrics.record(webAcl, verdict);
    this.samples.add(webAcl, verdict, now);
    const logging = this.#declared.logging.get(webAcl.arn);
    if (logging !== undefined) this.#delivery.deliver(logging, webAcl, resourceArn, verdict);
    const { action, insertHeaders, labels, response, terminating } = verdict;
    return {
      webAclArn: webAcl.arn,
      action,
      terminatingRule: terminating?.name ?? 'Default_Action',
      labels,
      ...(response !== undefined && { response }),
      insertHeaders: insertHeaders.map(({ Name, Value }) => ({ name: Name, value: Value })),
    };
  }
}

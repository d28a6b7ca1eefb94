import type { Evaluation } from '../evaluation/evaluation.ts';
import type { WebRequest } from '../evaluation/web-request.ts';
import { RequestParts } from '../fields/request-parts.ts';
import { Contents } from '../fields/slots.ts';
import type { CustomHTTPHeader } from '../statements/rule.ts';
import type { CompiledAction } from './compiled-action.ts';
import type { CompiledRule, CompiledWebAcl, GroupRule } from './compiled-web-acl.ts';
import type { CountedRule, GroupOutcome, InnerMatch, Verdict } from './verdict.ts';

/**
 * Puts a request to the rules of a web ACL, by priority: the first that allows or blocks decides, others label and count.
 * Source: AWS WAF Developer Guide, "Web ACL rule and rule group evaluation".
 */
export function evaluate(webAcl: CompiledWebAcl, request: WebRequest, now: number): Verdict {
  const parts = new RequestParts(request, webAcl.bodyLimit);
  const run = new Run({ contents: new Contents(parts, webAcl.slots), now, labels: new Set(), details: [] });
  for (const rule of webAcl.rules) {
    const action = run.rule(rule);
    if (action !== undefined) return run.verdict(parts, rule, action);
  }
  return run.verdict(parts, undefined, webAcl.defaultAction);
}

class Run {
  readonly #evaluation: Evaluation;
  readonly #counted: CountedRule[] = [];
  readonly #groups: GroupOutcome[] = [];
  readonly #rates: Verdict['rates'][number][] = [];
  readonly #insertHeaders: CustomHTTPHeader[] = [];

  constructor(evaluation: Evaluation) {
    this.#evaluation = evaluation;
  }

  /** The action of the rule if it ends the evaluation. */
  rule(rule: CompiledRule): CompiledAction | undefined {
    this.#evaluation.details = [];
    if ('rules' in rule) return this.#group(rule);
    if (!rule.test(this.#evaluation)) return undefined;
    for (const label of rule.labels) this.#evaluation.labels.add(label);
    if (rule.rate !== undefined) this.#rates.push({ name: rule.name, facts: rule.rate });
    if (rule.action.kind !== 'COUNT') return rule.action;
    this.#counted.push({ rule, details: this.#evaluation.details });
    this.#insertHeaders.push(...rule.action.insertHeaders);
    return undefined;
  }

  #group(group: GroupRule): CompiledAction | undefined {
    if (group.within?.(this.#evaluation) === false) return undefined;
    const counted: InnerMatch[] = [];
    let decision: CompiledAction | undefined;
    let terminating: InnerMatch | undefined;
    for (const rule of group.rules) {
      this.#evaluation.details = [];
      if (!rule.test(this.#evaluation)) continue;
      for (const label of rule.labels) this.#evaluation.labels.add(label);
      if (rule.rate !== undefined) this.#rates.push({ name: rule.name, facts: rule.rate });
      const { details } = this.#evaluation;
      const match = { name: rule.name, action: rule.action.kind, overridden: rule.overridden, details };
      if (rule.action.kind === 'COUNT') {
        counted.push(match);
        this.#insertHeaders.push(...rule.action.insertHeaders);
        continue;
      }
      decision = rule.action;
      terminating = match;
      break;
    }
    this.#groups.push({ groupId: group.groupId, terminating, counted });
    if (decision === undefined || !group.countOnly) return decision;
    this.#counted.push({ rule: group, details: terminating?.details ?? [] });
    return undefined;
  }

  verdict(parts: RequestParts, terminating: CompiledRule | undefined, action: CompiledAction): Verdict {
    const blocks = action.kind === 'BLOCK';
    return {
      action: blocks ? 'BLOCK' : 'ALLOW',
      terminating,
      details: terminating === undefined ? [] : this.#evaluation.details,
      counted: this.#counted,
      groups: this.#groups,
      rates: this.#rates,
      labels: [...this.#evaluation.labels],
      insertHeaders: blocks ? [] : [...this.#insertHeaders, ...action.insertHeaders],
      response: action.response,
      parts,
    };
  }
}

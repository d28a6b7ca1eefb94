import type { Host } from '../../kernel/host.ts';
import { CountryDatabase } from './addresses/country-database.ts';
import { RangeSet } from './addresses/range-set.ts';
import { nothingDeclared, type Declared } from './declared/declared.ts';
import { managedRuleGroups, readManagedIpSets } from './managed-rules/index.ts';
import { RateCounter } from './rates/rate-counter.ts';
import { compileRegex } from './regex/regex.ts';
import { compileWebAcl } from './web-acl/compile-web-acl.ts';
import type { CompiledWebAcl } from './web-acl/compiled-web-acl.ts';

/** Names a directory with lists of addresses for AWS's IP reputation groups (`managed-rules/ip-lists.ts`). */
export const IP_LISTS = 'PALISADE_WAF_IP_LISTS';

/** The web ACLs in force, each compiled when the first request meets it. Counters of rates outlive deployments that leave them alone. */
export class Firewall {
  readonly countries: CountryDatabase;
  readonly #host: Host;
  #declared: Declared = nothingDeclared;
  readonly #compiled = new Map<string, CompiledWebAcl>();
  readonly #counters = new Map<string, RateCounter>();
  #managedIpSets: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.countries = new CountryDatabase((message) => host.log(message));
  }

  switchTo(declared: Declared): void {
    this.#declared = declared;
    this.#compiled.clear();
    for (const key of this.#counters.keys()) {
      const [arn = ''] = /^arn:[^:]+:wafv2:[^/]+\/webacl\/[^/]+\/[^/]+/.exec(key) ?? [];
      if (!declared.webAcls.has(arn)) this.#counters.delete(key);
    }
  }

  /** The web ACL that protects a resource. */
  protecting(resourceArn: string): CompiledWebAcl | undefined {
    const arn = this.#declared.associations.get(resourceArn);
    if (arn === undefined) return undefined;
    let compiled = this.#compiled.get(arn);
    if (compiled === undefined) {
      const declared = this.#declared.webAcls.get(arn);
      if (declared === undefined) return undefined;
      compiled = this.#compile(declared);
      this.#compiled.set(arn, compiled);
    }
    return compiled;
  }

  /** Keys over the limit of a rate-based rule at present; `path`: `WEB-ACL-ARN/RULE`, or `WEB-ACL-ARN/RULE/RULE-OF-THE-GROUP`. */
  limitedKeys(path: string, limit: number, window: number): readonly string[] {
    return this.#counters.get(`${path} ${limit} ${window}`)?.limited(this.#host.clock.now()) ?? [];
  }

  #compile(declared: Parameters<typeof compileWebAcl>[0]): CompiledWebAcl {
    const { ipSets, regexPatternSets, ruleGroups } = this.#declared;
    return compileWebAcl(declared, {
      accountId: this.#host.accountId,
      locations: this.countries,
      ipSet: (arn) => new RangeSet(ipSets.get(arn)?.addresses ?? this.#managedRanges(arn)),
      regexPatternSet: (arn) => regexPatternSets.get(arn)?.patterns.map(compileRegex),
      ruleGroup: (arn) => ruleGroups.get(arn),
      managed: (vendor, name) => managedRuleGroups.find((group) => group.name === name && group.vendor === vendor),
      rateCounter: (path, limit, window) => this.#counter(`${path} ${limit} ${window}`, limit, window),
    });
  }

  #managedRanges(arn: string): readonly string[] {
    const directory = process.env[IP_LISTS];
    if (directory === undefined || directory === '') return [];
    try {
      this.#managedIpSets ??= readManagedIpSets(directory);
    } catch (error) {
      this.#host.log(`wafv2: the lists of addresses of ${IP_LISTS} are not used: ${String(error)}`);
      this.#managedIpSets = new Map();
    }
    return this.#managedIpSets.get(arn) ?? [];
  }

  #counter(key: string, limit: number, window: number): RateCounter {
    let counter = this.#counters.get(key);
    if (counter === undefined) this.#counters.set(key, (counter = new RateCounter(limit, window)));
    return counter;
  }
}

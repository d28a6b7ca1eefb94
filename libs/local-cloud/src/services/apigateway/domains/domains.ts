import { join } from 'node:path';
import type { CustomDomain, CustomDomains, EdgeRoute } from '../../../kernel/edge.ts';
import type { Host } from '../../../kernel/host.ts';
import { text } from '../../../kernel/properties.ts';
import { ApplyError, type CloudView, type StackResource } from '../../../kernel/service.ts';
import { BASE_PATH_MAPPING } from '../resources/base-path-mapping.ts';
import { DOMAIN_NAME } from '../resources/domain-name.ts';
import { declaredTruststore } from './declared-truststore.ts';
import { choiceOf, mappingsOf, routeOf, type Domain, type MutualTls } from './domain.ts';
import { domainProblems, type Problem } from './domain-problems.ts';
import { readTruststore } from './truststore.ts';
import { TruststoreCopies, type TruststoreChoice } from './truststore-copies.ts';

/** The custom domain names of all stacks, with the truststores that are in force. */
export class Domains implements CustomDomains {
  readonly #host: Host;
  #domains: ReadonlyMap<string, Domain> = new Map();
  /** Until the cloud stands as it was deployed before: nobody asks for a deployment then, and every copy is read from disk. */
  #opening = true;

  constructor(host: Host) {
    this.#host = host;
  }

  all(): Iterable<Domain> {
    return this.#domains.values();
  }

  named(name: string): Domain | undefined {
    return this.#domains.get(name);
  }

  /** The domain of that very name, or of the wildcard right above it. */
  find(host: string): Domain | undefined {
    if (this.#domains.size === 0) return undefined;
    return this.#domains.get(host) ?? this.#domains.get(host.replace(/^[^.]+/, '*'));
  }

  customDomain(host: string): CustomDomain | undefined {
    const domain = this.find(host);
    if (domain === undefined) return undefined;
    const { name, mutualTls } = domain;
    if (mutualTls === undefined) return { name, version: 'open' };
    const { truststore } = mutualTls;
    return { name, version: truststore?.fingerprint ?? 'closed', mutualTls: { authorities: truststore?.pem } };
  }

  route(host: string, rawPath: string): EdgeRoute | undefined {
    const domain = this.find(host);
    return domain && routeOf(domain, rawPath);
  }

  /** Reads the truststores that are asked for anew and keeps copies of them. Throws ApplyError for what AWS refuses. */
  prepare(view: CloudView): () => void {
    const problems: Problem[] = [...domainProblems(view)];
    const mappings = view.ofType(BASE_PATH_MAPPING);
    const domains = new Map<string, Domain>();
    for (const entry of view.ofType(DOMAIN_NAME)) {
      const { stack, resource } = entry;
      const name = text(resource.outputs, 'domainName') ?? '';
      const mutualTls = this.#mutualTls(entry, view);
      if (typeof mutualTls === 'string') problems.push({ urn: resource.urn, message: mutualTls });
      else {
        const region = text(resource.outputs, 'region') ?? '';
        domains.set(name, { name, stack, region, resource, mutualTls, mappings: mappingsOf(name, mappings) });
      }
    }
    if (problems.length > 0) throw new ApplyError(problems);
    return () => {
      const before = this.#domains;
      this.#domains = domains;
      this.#opening = false;
      this.#sweep(before, view);
    };
  }

  /** What a domain trusts from now on, or why that cannot be deployed. */
  #mutualTls(entry: StackResource, view: CloudView): MutualTls | undefined | string {
    const choice = choiceOf(entry);
    if (choice === undefined) return undefined;
    const before = this.#domains.get(choice.domain)?.mutualTls;
    const unchanged = this.#opening || isSame(before?.choice, choice);
    if (unchanged && before?.truststore !== undefined) return before;
    const copies = this.#copies(entry.stack);
    const now = this.#host.clock.now();
    if (this.#opening) {
      const copy = copies.read(choice, now);
      return typeof copy === 'string' ? this.#closed(choice, copy) : { choice, truststore: copy };
    }
    try {
      const truststore = readTruststore(declaredTruststore(choice, view, this.#host), now);
      copies.write(choice, truststore);
      return { choice, truststore };
    } catch (error) {
      const reason = (error as Error).message;
      // A deployment that has nothing to do with it must not fail because of a copy that was damaged before.
      return unchanged ? this.#closed(choice, reason) : `BadRequestException: Invalid truststore: ${reason}`;
    }
  }

  #closed(choice: TruststoreChoice, reason: string): MutualTls {
    this.#host.log(
      `apigateway: nobody gets in at ${choice.domain}, its truststore cannot be read: ${reason}. Deploy the stack again, with the truststore.`,
    );
    return { choice, truststore: undefined };
  }

  #sweep(before: ReadonlyMap<string, Domain>, view: CloudView): void {
    const stacks = new Set([...before.values(), ...this.#domains.values()].map(({ stack }) => stack));
    for (const stack of stacks) {
      if (!view.stacks.has(stack)) continue;
      const ofStack = [...this.#domains.values()].filter((domain) => domain.stack === stack);
      this.#copies(stack).keepOnly(ofStack.flatMap(({ mutualTls }) => mutualTls?.choice ?? []));
    }
  }

  #copies(stack: string): TruststoreCopies {
    return new TruststoreCopies(join(this.#host.dataDirectory(stack, 'apigateway'), 'truststores'));
  }
}

function isSame(one: TruststoreChoice | undefined, other: TruststoreChoice): boolean {
  return one !== undefined && one.uri === other.uri && one.version === other.version;
}

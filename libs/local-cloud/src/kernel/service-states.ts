import type { Host } from './host.ts';
import type { Service, ServiceState } from './service.ts';

/** The state of every service, made on first use, so that services may ask for each other in any order. */
export class ServiceStates {
  readonly services: readonly Service[];
  readonly #states = new Map<string, ServiceState>();
  readonly #making = new Set<string>();

  constructor(services: readonly Service[]) {
    this.services = services;
  }

  /** Makes all states. Services may call `host.state` from then on, or while they are made if that leads to no circle. */
  create(host: Host): void {
    for (const service of this.services) this.get(service, host);
  }

  get<State extends ServiceState>(service: Service<State>, host: Host): State {
    const existing = this.#states.get(service.name);
    if (existing !== undefined) return existing as State;
    if (!this.services.some(({ name }) => name === service.name))
      throw new Error(`This cloud has no service ${service.name}.`);
    if (this.#making.has(service.name)) throw new Error(`The state of ${service.name} needs itself while it is made.`);
    this.#making.add(service.name);
    const state = service.createState(host);
    this.#states.set(service.name, state);
    return state;
  }

  named(name: string): ServiceState | undefined {
    return this.#states.get(name);
  }

  all(): readonly ServiceState[] {
    return this.services.flatMap(({ name }) => this.#states.get(name) ?? []);
  }
}

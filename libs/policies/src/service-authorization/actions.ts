import type { Action, Service } from '../action.ts';
import { catalogOf, services } from './catalog.ts';

/** The services whose actions are known, by IAM prefix. */
export const knownServices = services as readonly Service[];

/** Every action of a service, such as `s3:PutObject`: what a proof asks about to be exhaustive. */
export function actionsOf(service: Service): readonly Action[] {
  return [...(catalogOf(service)?.actions.values() ?? [])].map(({ name }) => `${service}:${name}` as Action);
}

import type { Action, Service } from '../action.ts';
import { catalogOf, services } from './catalog.ts';

/**
 * The services whose actions are known, by IAM prefix.
 *
 * @example
 * knownServices.includes('dynamodb'); // => true
 */
export const knownServices = services as readonly Service[];

/**
 * Every action of a service, such as `s3:PutObject`: what a proof asks about to be exhaustive.
 *
 * @example
 * actionsOf('s3').includes('s3:PutObject'); // => true
 */
export function actionsOf(service: Service): readonly Action[] {
  return [...(catalogOf(service)?.actions.values() ?? [])].map(({ name }) => `${service}:${name}` as Action);
}

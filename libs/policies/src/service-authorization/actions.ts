import type { Action, Service } from '../action.ts';
import { serviceJson } from './data.ts';

/** The services whose actions are known, by IAM prefix. */
export const knownServices = Object.keys(serviceJson) as readonly Service[];

/** Every action of a service, such as `s3:PutObject`: what a proof asks about to be exhaustive. */
export function actionsOf(service: Service): readonly Action[] {
  const { actions } = JSON.parse(serviceJson[service] ?? '{"actions":{}}') as {
    actions: Readonly<Record<string, unknown>>;
  };
  return Object.keys(actions).map((name) => `${service}:${name}` as Action);
}

import { requestContext } from '@palisade/policies';
import type { ObjectEvent } from '../notifications/event-message.ts';
import type { BucketCall } from './bucket-operation.ts';

/** Tells whoever is to know that this call did something to an object. */
export function notify(
  event: ObjectEvent,
  { bucket, state, now, requestId, principal, context }: BucketCall,
): Promise<void> {
  const principalId =
    principal.kind === 'anonymous' || principal.kind === 'service' ? 'Anonymous' : `AWS:${principal.userId}`;
  const facts = requestContext(context);
  const sourceIp = String(facts.get('aws:vpcsourceip') ?? facts.get('aws:sourceip') ?? '');
  return state.notifier.notify(bucket, event, { now, requestId, principalId, sourceIp });
}

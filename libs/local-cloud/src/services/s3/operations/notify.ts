import { requestContext } from '@palisade/policies';
import type { ObjectEvent } from '../notifications/event-message.ts';
import type { Cause } from '../notifications/notifier.ts';
import type { StoredObject } from '../storage/object-version.ts';
import type { BucketCall } from './bucket-operation.ts';

/** Tells whoever is to know that this call did something to an object. */
export function notify(event: ObjectEvent, call: BucketCall): Promise<void> {
  return call.state.notifier.notify(call.bucket, event, causeOf(call));
}

/** Creates an object by this call and tells whoever is to know, whatever happens in between. */
export function creating(
  event: ObjectEvent,
  call: BucketCall,
  change: () => Promise<StoredObject>,
): Promise<StoredObject> {
  return call.state.notifier.creating(call.bucket, event, causeOf(call), change);
}

function causeOf({ now, requestId, principal, context }: BucketCall): Cause {
  const principalId =
    principal.kind === 'anonymous' || principal.kind === 'service' ? 'Anonymous' : `AWS:${principal.userId}`;
  const facts = requestContext(context);
  const sourceIp = String(facts.get('aws:vpcsourceip') ?? facts.get('aws:sourceip') ?? '');
  return { now, requestId, principalId, sourceIp };
}

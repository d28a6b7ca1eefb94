import type { ContextValue } from '@palisade/policies';
import { contextConditionKeys } from './cryptography/encryption-context.ts';
import type { UseOfKey } from './use-of-key.ts';

/** Condition keys of a cryptographic use by a service; `key` are those of the key, `alias` the name it was asked for by. */
export function usageContext(
  { context: encryptionContext, principal, sourceArn, viaService }: UseOfKey,
  key: Readonly<Record<string, ContextValue>>,
  alias: string | undefined,
): Record<string, ContextValue> {
  const context = { ...key, ...contextConditionKeys(encryptionContext) };
  if (principal.kind !== 'service' && principal.kind !== 'anonymous')
    context['kms:CallerAccount'] = principal.accountId;
  if (viaService !== undefined) {
    context['kms:ViaService'] = viaService;
    context['aws:ViaAWSService'] = 'true';
  }
  if (sourceArn !== undefined) context['aws:SourceArn'] = sourceArn;
  if (alias !== undefined) context['kms:RequestAlias'] = alias;
  return context;
}

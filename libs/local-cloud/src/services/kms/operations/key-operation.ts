import type { ContextValue } from '@palisade/policies';
import { operation, type Call, type Operation } from '../../../kernel/operation.ts';
import type { JsonObject, Reply } from '../../../kernel/wire.ts';
import type { Key } from '../key.ts';
import type { KmsState } from '../state.ts';
import { requiredText } from './input.ts';
import { onKey } from './permission.ts';

export interface KeyOperation<Input> {
  readonly name: string;
  parse(input: JsonObject): Input;
  /** Condition keys of this action. */
  context?(input: Input): Readonly<Record<string, ContextValue>>;
  run(input: Input, key: Key, call: Call, state: KmsState): Promise<Reply> | Reply;
}

/** An operation about one key, named by its id or ARN: most that manage keys take no alias. */
export function keyOperation<Input>({ context, name, parse, run }: KeyOperation<Input>): Operation<KmsState> {
  return operation<KmsState, { readonly keyId: string; readonly rest: Input }>({
    name,
    parse: ({ input }) => ({ keyId: requiredText(input, 'KeyId'), rest: parse(input) }),
    permissions: ({ keyId, rest }, state, region) => [
      onKey(name, state, { key: state.findKey(region, keyId) }, context?.(rest)),
    ],
    run: ({ keyId, rest }, call, state) => run(rest, state.findKey(call.region, keyId), call, state),
  });
}

export const nothing = (): undefined => undefined;

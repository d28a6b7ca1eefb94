import type { JsonObject } from '../../../kernel/wire.ts';
import type { Alias } from '../state.ts';

export function aliasJson({ arn, name, description }: Alias): JsonObject {
  return { AliasArn: arn, Name: name, FunctionVersion: '$LATEST', Description: description };
}

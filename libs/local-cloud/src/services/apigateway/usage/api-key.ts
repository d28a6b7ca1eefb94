import { text, flag, textMap } from '../../../kernel/properties.ts';
import type { CloudView } from '../../../kernel/service.ts';
import { API_KEY } from '../resources/api-key.ts';

/** An API key, whether a program declares it or somebody issued it. */
export interface ApiKey {
  readonly id: string;
  readonly region: string;
  /** Absent on a key issued without a name. */
  readonly name?: string;
  readonly value: string;
  readonly enabled: boolean;
  readonly description?: string;
  readonly customerId?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch; absent on a declared key. */
  readonly createdAt?: number;
  readonly updatedAt?: number;
}

/** A key of a program, with the urn to complain about. */
export interface DeclaredKey extends ApiKey {
  readonly urn: string;
}

export function declaredKeys(view: CloudView): readonly DeclaredKey[] {
  return view.ofType(API_KEY).map(({ resource: { id, outputs, urn } }) => ({
    urn,
    id,
    region: text(outputs, 'region') ?? '',
    value: text(outputs, 'value') ?? '',
    enabled: flag(outputs, 'enabled'),
    ...given('name', text(outputs, 'name')),
    ...given('description', text(outputs, 'description')),
    ...given('customerId', text(outputs, 'customerId')),
    tags: textMap(outputs, 'tagsAll'),
  }));
}

function given<Name extends string>(name: Name, value: string | undefined): { [key in Name]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [key in Name]?: string };
}

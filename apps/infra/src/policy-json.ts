import * as pulumi from '@pulumi/pulumi';
import type { PolicyDocument } from '@palisade/policies';

/** `T` with strings that may not be known yet. */
type Later<T> = T extends string
  ? pulumi.Input<T>
  : T extends readonly (infer Item)[]
    ? readonly Later<Item>[]
    : { readonly [Key in keyof T]: Later<T[Key]> };

/**
 * The one place where Pulumi's outputs meet a policy: `build` is a pure function of plain values, and its document becomes
 * the JSON the provider wants once they are known.
 */
export function policyJson<T>(build: (values: T) => PolicyDocument, values: Later<T>): pulumi.Output<string> {
  const known = pulumi.output(values as object) as pulumi.Output<unknown>;
  return known.apply((plain) => JSON.stringify(build(plain as T)));
}

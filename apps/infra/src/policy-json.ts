import { toJson, type Policy } from '@palisade/policies';
import * as pulumi from '@pulumi/pulumi';

/** `T` with strings and objects that may not be known yet. */
type Later<T> = T extends string
  ? pulumi.Input<T>
  : T extends readonly unknown[]
    ? { readonly [Index in keyof T]: Later<T[Index]> }
    : pulumi.Output<T> | { readonly [Key in keyof T]: Later<T[Key]> };

/**
 * The one place where Pulumi's outputs meet a policy: `build` is a pure function of plain values, and its policy becomes the
 * JSON the provider wants once they are known.
 */
export function policyJson<T>(build: (values: T) => Policy, values: Later<T>): pulumi.Output<string> {
  const known = pulumi.output(values as object) as pulumi.Output<unknown>;
  return known.apply((plain) => toJson(build(plain as T)));
}

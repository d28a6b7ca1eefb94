/** `urn:pulumi:<stack>::<project>::<parent types$>type::<name>` */
export interface UrnParts {
  readonly stack: string;
  readonly project: string;
  /** Types of the parents and of the resource itself, joined by `$`. */
  readonly qualifiedType: string;
  readonly type: string;
  readonly name: string;
}

export const stackType = 'pulumi:pulumi:Stack';

/** The stack itself does not appear in the chain of types. */
export function makeUrn(stack: string, project: string, parentUrn: string, type: string, name: string): string {
  const parent = parentUrn === '' ? undefined : parseUrn(parentUrn);
  const chain = parent === undefined || parent.type === stackType ? type : `${parent.qualifiedType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${chain}::${name}`;
}

export function parseUrn(urn: string): UrnParts {
  const [head = '', project = '', qualifiedType = '', ...name] = urn.split('::');
  const type = qualifiedType.slice(qualifiedType.lastIndexOf('$') + 1);
  return { stack: head.replace('urn:pulumi:', ''), project, qualifiedType, type, name: name.join('::') };
}

export function stackUrn({ stack, project }: { readonly stack: string; readonly project: string }): string {
  return makeUrn(stack, project, '', stackType, `${project}-${stack}`);
}

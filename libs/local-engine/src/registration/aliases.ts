import type { alias } from '../protocol/messages.ts';
import { makeUrn, parseUrn } from '../urn.ts';
import type { Goal } from './goal.ts';

interface Identification {
  readonly stack: string;
  readonly project: string;
}

/**
 * Every urn a resource may have had: its own aliases, and for each alias of its parent the urn it would have had there
 * (pulumi/pulumi pkg/resource/deploy/step_generator.go, generateAliases).
 */
export function aliasUrns(goal: Goal, parentAliases: readonly string[], here: Identification): string[] {
  const own = goal.options.aliases.map((spec) => aliasUrn(spec, goal, here));
  const inherited = parentAliases.flatMap((parentAlias) => [
    inheritedUrn(goal.name, goal.type, goal.parent, parentAlias, here),
    ...own.map((urn) => inheritedUrn(parseUrn(urn).name, parseUrn(urn).type, goal.parent, parentAlias, here)),
  ]);
  return [...new Set([...own, ...inherited])];
}

function aliasUrn(given: alias.Alias, goal: Goal, here: Identification): string {
  const spec = given.getSpec();
  if (given.hasUrn() || spec === undefined) return given.getUrn();
  const parent = spec.hasNoparent() && spec.getNoparent() ? '' : spec.getParenturn() || goal.parent;
  return makeUrn(
    spec.getStack() || here.stack,
    spec.getProject() || here.project,
    parent,
    spec.getType() || goal.type,
    spec.getName() || goal.name,
  );
}

/** A child named after its parent (`<parent>-subnet`) was named after the parent's old name. */
function inheritedUrn(name: string, type: string, parent: string, parentAlias: string, here: Identification): string {
  const parentName = parseUrn(parent).name;
  const oldName = name.startsWith(parentName) ? parseUrn(parentAlias).name + name.slice(parentName.length) : name;
  return makeUrn(here.stack, here.project, parentAlias, type, oldName);
}

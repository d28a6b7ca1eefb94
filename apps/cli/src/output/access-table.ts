import { groupAnswers, labelOf, pathsNamed, reasonOf, refusedEncryptions, resourceNote } from './access-report.ts';
import type { AccessGroup, AccessLine, AccessPrincipal, AccessReport } from './access-report.ts';
import { layOut, NO_BREAK, wrap, WIDTH, type Cell } from './lay-out.ts';
import { paint } from './paint.ts';
import { wayLines } from './way-labels.ts';

/** More than so many actions are counted instead of listed. */
const MOST_LISTED = 6;

/** Who may do what, by principal; what is denied is only counted. Readable in 120 columns. */
export function accessTable(report: AccessReport): string[] {
  const { accountId, answers, principals, resources, stack } = report;
  const byPrincipal = Map.groupBy(answers, ({ principal }) => principal);
  const isAllowed = (name: string): boolean =>
    byPrincipal.get(name)?.some(({ verdict }) => verdict === 'Allowed') === true;
  const shown = principals.filter(({ name, own }) => own || isAllowed(name));
  const idle = principals.length - shown.length;
  return [
    paint('bold', `Who may do what in ${stack} (account ${accountId})`),
    `${count(answers.length, 'question')}: ${count(principals.length, 'principal')}, ${count(resources.length, 'resource')}.`,
    ASKED,
    ...shown.flatMap((principal) => ['', ...principalLines(principal, byPrincipal.get(principal.name) ?? [], report)]),
    ...(idle > 0 ? ['', `${count(idle, 'role')} of other stacks may do nothing here.`] : []),
    '',
    "All answers: --all. One answer, explained: 'palisade access explain --principal … --action … --resource …'.",
  ];
}

/** What the table and the page say of the requests. */
export const ASKED =
  "Requests come over TLS 1.3 and ask for each bucket's own encryption, unless the way says otherwise.";

interface Row {
  readonly resource: string;
  readonly cells: readonly Cell[];
}

function principalLines(
  { name, own }: AccessPrincipal,
  answers: readonly AccessLine[],
  report: AccessReport,
): readonly string[] {
  const allowed = groupAnswers(answers.filter(({ verdict }) => verdict === 'Allowed'));
  const heading = paint('cyan', own ? name : `${name} (of another stack)`);
  if (allowed.length === 0) return [`${heading} may do nothing`];
  const row = (group: AccessGroup, may: string): Row => ({
    resource: group.resource,
    cells: [[statementLabel(group)], waysOf(group, answers, report), [may]],
  });
  const rows = [
    ...allowed.map((group) => row(group, actionsLabel(group, report))),
    ...groupAnswers(refusedEncryptions(report, answers)).map((group) => row(group, `not ${group.actions.join(' ')}`)),
  ];
  const inOrder = report.resources.flatMap(({ name: on }) => rows.filter(({ resource }) => resource === on));
  const [header = [], ...lines] = layOut(
    [[['because of'], ['through'], ['may']], ...inOrder.map(({ cells }) => cells)],
    WIDTH - 4,
  );
  return [
    heading,
    ...header.map((line) => paint('gray', `    ${line}`)),
    ...inOrder.flatMap(({ resource }, index) => [
      ...(resource === inOrder[index - 1]?.resource ? [] : resourceHeading(resource, report)),
      ...(lines[index] ?? []).map((line) => `    ${line}`),
    ]),
    ...deniedLines(answers),
  ];
}

function resourceHeading(name: string, report: AccessReport): readonly string[] {
  const note = resourceNote(name, report);
  return wrap(`  ${labelOf(name)}${note === undefined ? '' : `, ${note}`}`, WIDTH, '      ');
}

/** The ways of a group in lines, among those that its actions were asked about by. */
export function waysOf(
  { actions, paths, resource }: AccessGroup,
  answers: readonly AccessLine[],
  report: AccessReport,
): Cell {
  const asked = answers.filter((each) => each.resource === resource && actions.includes(each.action));
  return wayLines(
    pathsNamed(report, paths),
    pathsNamed(
      report,
      asked.map(({ path }) => path),
    ),
  );
}

/** `Sid (kind of policy)`: enough beside the principal and the resource. */
function statementLabel(group: AccessGroup): string {
  const { decidedBy } = group;
  return decidedBy === undefined ? reasonOf(group) : `${decidedBy.statement} (${decidedBy.kind})`;
}

/** Actions by name while there are few, or those that are left out, or their number. */
function actionsLabel({ actions, resource }: AccessGroup, { resources }: AccessReport): string {
  const asked = resources.find(({ name }) => name === resource)?.actions ?? [];
  const left = asked.filter((action) => !actions.includes(action));
  if (actions.length <= MOST_LISTED) return actions.join(' ');
  if (left.length === 0) return `all ${asked.length} actions asked about`;
  if (left.length <= MOST_LISTED) return `all ${asked.length} actions asked about but ${left.join(' ')}`;
  return `${actions.length} of ${asked.length} actions asked about`;
}

function deniedLines(answers: readonly AccessLine[]): readonly string[] {
  const denied = answers.filter(({ verdict }) => verdict !== 'Allowed');
  if (denied.length === 0) return [];
  const statements = Map.groupBy(
    denied.filter(({ verdict }) => verdict === 'ExplicitlyDenied'),
    ({ decidedBy }) => decidedBy?.statement ?? '',
  );
  const by = [...statements].map(([statement, lines]) => `${statement}${NO_BREAK}${lines.length}×`);
  const line = `  denied: ${denied.length}${by.length > 0 ? `; by ${by.join(', ')}` : ''}`;
  return wrap(line, WIDTH, '    ').map((each) => paint('gray', each));
}

/** Every answer on a line of its own, for grep. */
export function accessLines({ answers, paths }: AccessReport): string[] {
  const labels = new Map(paths.map(({ label, name }) => [name, label]));
  return answers.map((answer) => {
    const { action, path, principal, resource, verdict } = answer;
    const words = { Allowed: 'allowed', ExplicitlyDenied: 'DENIED', ImplicitlyDenied: 'denied' } as const;
    return `${words[verdict].padEnd(7)}  ${principal}  ${action}  ${resource}  ${labels.get(path) ?? path}  ${reasonOf(answer)}`;
  });
}

const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;

import { groupAnswers, labelOf, pathsLabel, reasonOf } from './access-report.ts';
import type { AccessGroup, AccessLine, AccessPrincipal, AccessReport } from './access-report.ts';
import { paint } from './paint.ts';

/** More than so many actions are counted instead of listed. */
const MOST_LISTED = 6;

/** Who may do what, by principal; what is denied is only counted. */
export function accessTable(report: AccessReport): string[] {
  const { accountId, answers, principals, resources, stack } = report;
  const byPrincipal = Map.groupBy(answers, ({ principal }) => principal);
  const isAllowed = (name: string): boolean =>
    byPrincipal.get(name)?.some(({ verdict }) => verdict === 'Allowed') === true;
  const shown = principals.filter(({ name, own }) => own || isAllowed(name));
  const idle = principals.length - shown.length;
  return [
    paint('bold', `Who may do what in ${stack} (account ${accountId})`),
    `${count(answers.length, 'question')}: ${count(principals.length, 'principal')}, ${count(resources.length, 'resource')}; ` +
      'requests come over TLS 1.3 and ask for AES-256.',
    ...shown.flatMap((principal) => [
      '',
      ...principalLines(principal, byPrincipal.get(principal.name) ?? [], resources),
    ]),
    ...(idle > 0 ? ['', `${count(idle, 'role')} of other stacks may do nothing here.`] : []),
    '',
    "All answers: --all. One answer, explained: 'palisade access explain --principal … --action … --resource …'.",
  ];
}

function principalLines(
  { name, own }: AccessPrincipal,
  answers: readonly AccessLine[],
  resources: AccessReport['resources'],
): string[] {
  const allowed = groupAnswers(answers.filter(({ verdict }) => verdict === 'Allowed'));
  const heading = paint('cyan', own ? name : `${name} (of another stack)`);
  if (allowed.length === 0) return [`${heading} may do nothing`];
  const rows = allowed.map((group) => [
    labelOf(group.resource),
    pathsLabel(group.paths),
    statementLabel(group),
    actionsLabel(group, resources),
  ]);
  const [header = '', ...lines] = columns([['on', 'through', 'because of', 'may'], ...rows]);
  return [heading, paint('gray', header), ...lines, ...deniedLine(answers)];
}

/** `Sid (kind of policy)`: enough beside the principal and the resource. */
function statementLabel(group: AccessGroup): string {
  const { decidedBy } = group;
  return decidedBy === undefined ? reasonOf(group) : `${decidedBy.statement} (${decidedBy.kind})`;
}

/** Actions by name while there are few, or those that are left out, or their number. */
function actionsLabel({ actions, resource }: AccessGroup, resources: AccessReport['resources']): string {
  const asked = resources.find(({ name }) => name === resource)?.actions ?? [];
  const left = asked.filter((action) => !actions.includes(action));
  if (actions.length <= MOST_LISTED) return actions.join(' ');
  if (left.length === 0) return `all ${asked.length} actions asked about`;
  if (left.length <= MOST_LISTED) return `all ${asked.length} actions asked about but ${left.join(' ')}`;
  return `${actions.length} of ${asked.length} actions asked about`;
}

function deniedLine(answers: readonly AccessLine[]): string[] {
  const denied = answers.filter(({ verdict }) => verdict !== 'Allowed');
  if (denied.length === 0) return [];
  const statements = Map.groupBy(
    denied.filter(({ verdict }) => verdict === 'ExplicitlyDenied'),
    ({ decidedBy }) => decidedBy?.statement ?? '',
  );
  const by = [...statements].map(([statement, lines]) => `${statement} ${lines.length}×`);
  return [paint('gray', `  denied: ${denied.length}${by.length > 0 ? `; by ${by.join(', ')}` : ''}`)];
}

/** Every answer on a line of its own, for grep. */
export function accessLines({ answers }: AccessReport): string[] {
  return answers.map((answer) => {
    const { action, path, principal, resource, verdict } = answer;
    const words = { Allowed: 'allowed', ExplicitlyDenied: 'DENIED', ImplicitlyDenied: 'denied' } as const;
    return `${words[verdict].padEnd(7)}  ${principal}  ${action}  ${resource}  ${pathsLabel([path])}  ${reasonOf(answer)}`;
  });
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;

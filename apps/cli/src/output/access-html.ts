import { groupAnswers, labelOf, reasonOf, resourceNote } from './access-report.ts';
import type { AccessGroup, AccessLine, AccessReport } from './access-report.ts';
import { ASKED, waysOf } from './access-table.ts';

/** The report as one page: no script, nothing loaded from elsewhere. */
export function accessHtml(report: AccessReport): string {
  const { accountId, answers, principals, resources, stack } = report;
  const byPrincipal = Map.groupBy(answers, ({ principal }) => principal);
  const sections = principals.map(({ name, principal }) => {
    const asked = byPrincipal.get(name) ?? [];
    const groups = groupAnswers(asked);
    const allowed = groups.filter(({ verdict }) => verdict === 'Allowed');
    const denied = groups.filter(({ verdict }) => verdict !== 'Allowed');
    return [
      `<section><h2>${escape(name)}</h2><p><code>${escape(principal)}</code></p>`,
      allowed.length === 0 ? '<p>may do nothing.</p>' : table('allowed', allowed, asked, report),
      `<details><summary>Denied: ${actionsIn(denied)} of ${actionsIn(groups)}</summary>${table('denied', denied, asked, report)}</details>`,
      '</section>',
    ].join('\n');
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escape(`Access in ${stack}`)}</title>
<style>${style}</style>
</head>
<body>
<h1>Who may do what in ${escape(stack)}</h1>
<p>Account ${escape(accountId)}: ${principals.length} principals, ${resources.length} resources, ${answers.length} questions.
${escape(ASKED)}</p>
${sections.join('\n')}
</body>
</html>`;
}

function table(
  verdict: 'allowed' | 'denied',
  groups: readonly AccessGroup[],
  answers: readonly AccessLine[],
  report: AccessReport,
): string {
  const rows = groups.map((group) => {
    const actions = group.actions.map((action) => `<code>${escape(action)}</code>`).join(' ');
    const resource = `<td title="${escape(group.resource)}">${resourceCell(group.resource, report)}</td>`;
    return `<tr><td>${actions}</td>${resource}<td class="ways">${escape(waysOf(group, answers, report).join('\n'))}</td><td>${escape(reasonOf(group))}</td></tr>`;
  });
  return `<table class="${verdict}">
<thead><tr><th>${verdict === 'allowed' ? 'may' : 'may not'}</th><th>on</th><th>through</th><th>because of</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

function resourceCell(name: string, report: AccessReport): string {
  const note = resourceNote(name, report);
  return escape(labelOf(name)) + (note === undefined ? '' : `<br><small>${escape(note)}</small>`);
}

const actionsIn = (groups: readonly AccessGroup[]): number =>
  groups.reduce((sum, { actions, paths }) => sum + actions.length * paths.length, 0);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in an element or in a quoted attribute. */
export function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}

const style = `
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem; color: #1b1b1b; background: #fff; }
h2 { font-size: 1.1rem; margin: 2rem 0 0; }
p { margin: .3rem 0; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #ddd; overflow-wrap: anywhere; }
td:first-child { width: 40%; }
.ways { white-space: pre-wrap; }
table.allowed { border-left: 4px solid #1a7f37; }
table.denied { border-left: 4px solid #b42318; }
summary { cursor: pointer; color: #555; }
@media (prefers-color-scheme: dark) { body { color: #e6e6e6; background: #161616; } th, td { border-color: #444; } summary { color: #aaa; } }
`;

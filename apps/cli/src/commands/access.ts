import { CliError } from '../errors.ts';
import { accessHtml } from '../output/access-html.ts';
import { accessReport } from '../output/access-report.ts';
import { accessLines, accessTable } from '../output/access-table.ts';
import type { Workspace } from '../workspace.ts';
import { openAccess } from './access-stack.ts';
import type { StackOptions } from './options.ts';

export interface AccessOptions extends StackOptions {
  readonly html?: boolean;
  readonly all?: boolean;
}

/** Prints who may do what in a stack, and because of which statement: as a table, every answer on a line, JSON or a web page. */
export function access(workspace: Workspace, options: AccessOptions): void {
  const forms = [options.json, options.html, options.all].filter((form) => form === true);
  if (forms.length > 1) throw new CliError('Choose one of --json, --html and --all.');
  const report = accessReport(openAccess(workspace, options), options.stack);
  if (options.json === true) console.log(JSON.stringify(report, undefined, 2));
  else if (options.html === true) console.log(accessHtml(report));
  else console.log((options.all === true ? accessLines(report) : accessTable(report)).join('\n'));
}

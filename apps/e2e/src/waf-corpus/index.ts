import { codeExecution } from './code-execution.ts';
import { commandInjection } from './command-injection.ts';
import { crossSiteScripting } from './cross-site-scripting.ts';
import { fileInclusion } from './file-inclusion.ts';
import { log4shell } from './log4shell.ts';
import { metadataSsrf } from './metadata-ssrf.ts';
import { oversize } from './oversize.ts';
import type { Attack } from './request.ts';
import { scanners } from './scanners.ts';
import { sqlInjection } from './sql-injection.ts';

/** By class, what the firewall of the payments API must block with 403. */
export const attackClasses: Readonly<Record<string, readonly Attack[]>> = {
  'SQL injection': sqlInjection,
  'cross-site scripting': crossSiteScripting,
  'inclusion of files': fileInclusion,
  Log4Shell: log4shell,
  'request forgery towards instance metadata': metadataSsrf,
  'execution of code': codeExecution,
  'injection of commands': commandInjection,
  scanners,
  oversize,
};

export { lookalikes } from './lookalikes.ts';
export type { Attack, CorpusRequest, Lookalike } from './request.ts';

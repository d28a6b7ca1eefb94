import { Command } from 'commander';
import { certsCommand } from './certs/command.ts';
import { CliError, codeOf } from './errors.ts';
import { DEFAULT_STACK } from './commands/options.ts';
import type { DlqOptions } from './commands/dlq.ts';
import type { InboxOptions } from './commands/inbox.ts';
import type { CreateKeyOptions, RevokeKeyOptions } from './commands/keys.ts';
import type { LogsOptions } from './commands/logs.ts';
import type { TracesOptions } from './commands/traces.ts';
import type { StackOptions } from './commands/options.ts';
import type { AccessOptions } from './commands/access.ts';
import type { CredentialsOptions } from './commands/credentials.ts';
import type { ExplainOptions } from './commands/access-explain.ts';
import { findWorkspace } from './workspace.ts';

/** Verbs load on demand: `palisade env` needs neither the engine nor the cloud. */
function program(): Command {
  const palisade = new Command('palisade')
    .description('Deploys Pulumi programs to an embedded local cloud that enforces their policies, or to AWS.')
    .showHelpAfterError()
    .configureHelp({ sortSubcommands: false });

  stackCommand(palisade, 'up', 'deploy a stack').action(async (options: StackOptions) =>
    (await import('./commands/up.ts')).up(findWorkspace(), options),
  );
  stackCommand(palisade, 'preview', 'show what up would change')
    .option('--json', 'print the plan as JSON')
    .action(async (options: StackOptions) => (await import('./commands/preview.ts')).preview(findWorkspace(), options));
  stackCommand(palisade, 'destroy', 'remove a stack and its data').action(async (options: StackOptions) =>
    (await import('./commands/destroy.ts')).destroy(findWorkspace(), options),
  );
  stackCommand(palisade, 'outputs', "print a stack's outputs")
    .option('--json', 'print them as JSON, with what a test needs to reach the stack')
    .action(async (options: StackOptions) => (await import('./commands/outputs.ts')).outputs(findWorkspace(), options));
  stackCommand(palisade, 'access', 'show who may do what in a stack, and because of which statement')
    .option('--json', 'print every answer as JSON')
    .option('--html', 'print a web page')
    .option('--all', 'print every answer on a line of its own')
    .action(async (options: AccessOptions) => (await import('./commands/access.ts')).access(findWorkspace(), options))
    .addCommand(explainCommand());
  stackCommand(palisade, 'logs', "print the events of a stack's log groups")
    .option('--group <name>', 'only this log group')
    .option('--filter <pattern>', 'only events that match this CloudWatch Logs filter pattern')
    .option('--json', 'print one JSON object per event')
    .action(async (options: LogsOptions) => (await import('./commands/logs.ts')).logs(findWorkspace(), options));
  stackCommand(palisade, 'traces', 'print what sampled requests of the last hour met on their way')
    .option('--last <count>', 'only the newest traces', '10')
    .option('--json', 'print one JSON object per trace')
    .action(async (options: TracesOptions) => (await import('./commands/traces.ts')).traces(findWorkspace(), options));
  palisade
    .command('keys')
    .description('issue, list and revoke the API keys of a stack of the blueprint processing')
    .addCommand(
      stackOptions(new Command('create'))
        .description('issue a key for a client: it is shown once')
        .requiredOption('--client <id>', 'who holds the key: owner of what it submits')
        .requiredOption('--level <level>', 'read-only, read-write or admin')
        .option('--expires <days>', 'days until the key expires')
        .option('--json', 'print JSON')
        .action(async (options: CreateKeyOptions) =>
          (await import('./commands/keys.ts')).createKey(findWorkspace(), options),
        ),
    )
    .addCommand(
      stackOptions(new Command('list'))
        .description('list who holds keys')
        .option('--json', 'print JSON')
        .action(async (options: StackOptions) =>
          (await import('./commands/keys.ts')).listKeys(findWorkspace(), options),
        ),
    )
    .addCommand(
      stackOptions(new Command('revoke'))
        .description('take a key back for good')
        .requiredOption('--id <id>', "the key's id, as list shows it")
        .action(async (options: RevokeKeyOptions) =>
          (await import('./commands/keys.ts')).revokeKey(findWorkspace(), options),
        ),
    );
  palisade.addCommand(certsCommand());
  palisade
    .command('dlq')
    .description('list the dead-letter queues of a stack, and redrive what lies in them')
    .addCommand(deadLetterCommand('list', 'list the dead-letter queues of a stack').option('--json', 'print JSON'))
    .addCommand(deadLetterCommand('redrive', 'send failed events, records and messages where they came from'));
  palisade
    .command('inbox')
    .description('print what topics have mailed')
    .option('--topic <name>', 'only mails of this topic, by name or ARN')
    .option('--json', 'print one JSON object per mail')
    .action(async (options: InboxOptions) => (await import('./commands/inbox.ts')).inbox(findWorkspace(), options));
  palisade
    .command('env')
    .description('print the exports a shell needs: eval "$(npx palisade env)"')
    .option('--profile <name>', 'the AWS profile to select', 'deployer')
    .action(async ({ profile }: { profile: string }) =>
      (await import('./commands/env.ts')).env(findWorkspace(), profile),
    );
  palisade
    .command('mfa')
    .description("print a code of the deployer's MFA device, for a role that wants a second factor")
    .option('--code', 'print the code alone')
    .action(async (options: { code?: boolean }) => (await import('./commands/mfa.ts')).mfa(findWorkspace(), options));
  palisade
    .command('serve')
    .description('run the local cloud in the foreground')
    .action(async () => (await import('./commands/serve.ts')).serve(findWorkspace()));
  palisade
    .command('stop')
    .description('end the local cloud; stacks and data are kept')
    .action(async () => (await import('./commands/stop.ts')).stop(findWorkspace()));
  palisade
    .command('doctor')
    .description('check what a first run depends on')
    .action(async () => (await import('./commands/doctor.ts')).doctor(findWorkspace()));
  palisade
    .command('credentials', { hidden: true })
    .requiredOption('--role <arn>', 'role to assume as the deployer')
    .option('--home <directory>', 'home of the local cloud, instead of PALISADE_HOME')
    .option('--mfa', "with the deployer's second factor")
    .action(async ({ home, ...options }: CredentialsOptions & { home?: string }) => {
      const workspace = findWorkspace(
        home === undefined ? process.env : { ...process.env, PALISADE_HOME: home, PALISADE_PORT: '' },
      );
      return (await import('./commands/credentials.ts')).credentials(workspace, options);
    });
  return palisade;
}

function deadLetterCommand(verb: 'list' | 'redrive', description: string): Command {
  return stackOptions(new Command(verb))
    .description(description)
    .option('--queue <name>', 'only this dead-letter queue')
    .option('--role <arn>', 'act as this role instead of the deployer')
    .action(async (options: DlqOptions) => {
      const { listDeadLetters, redriveDeadLetters } = await import('./commands/dlq.ts');
      return (verb === 'list' ? listDeadLetters : redriveDeadLetters)(findWorkspace(), options);
    });
}

function explainCommand(): Command {
  return stackOptions(new Command('explain'))
    .description('explain why one request is allowed or denied')
    .requiredOption('--principal <name>', "who asks: a name from the table, a role's or user's ARN, or a service")
    .requiredOption('--action <action>', 'what for, such as s3:PutObject')
    .requiredOption('--resource <arn>', "on what; '*' for an action without a resource")
    .option('--via <way>', "how the request comes: id of a VPC endpoint, or what the table has under 'through'")
    .option('--context <key=value>', 'a condition key of the request; may be repeated', collect)
    .option('--json', 'print the explanation as JSON')
    .action(async (_options: ExplainOptions, command: Command) =>
      (await import('./commands/access-explain.ts')).explainCommand(findWorkspace(), command.optsWithGlobals()),
    );
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

function stackCommand(palisade: Command, name: string, description: string): Command {
  return stackOptions(palisade.command(name).description(description));
}

function stackOptions(command: Command): Command {
  return command
    .option('--stack <name>', 'the stack', DEFAULT_STACK)
    .option('--cwd <directory>', "directory of another program's Pulumi.yaml");
}

/** Errors of the language are defects and keep their stack; every other one says in its message what to do. */
const isDefect = (error: unknown): boolean =>
  !(error instanceof Error) || ['TypeError', 'ReferenceError', 'SyntaxError', 'RangeError'].includes(error.name);

// `palisade logs | head` stops reading early, which is no failure of this command's.
process.stdout.on('error', (error) => {
  if (codeOf(error) !== 'EPIPE') throw error;
  process.exit(1);
});

try {
  await program().parseAsync();
} catch (error) {
  console.error(isDefect(error) ? error : `error: ${(error as Error).message}`);
  process.exitCode = error instanceof CliError ? error.exitCode : 1;
}

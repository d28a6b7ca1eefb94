import { Command, Option } from 'commander';
import type { InitCertsOptions, IssueCertOptions, RevokeCertOptions } from '../commands/certs.ts';
import { findWorkspace } from '../workspace.ts';

/** `palisade certs`: certificates of clients and servers, in `.palisade/certs`. */
export function certsCommand(): Command {
  return new Command('certs')
    .description('make, list and revoke certificates for APIs with mutual TLS')
    .addCommand(
      issuing('init')
        .description('make an authority for clients: the truststore of a local stack')
        .action(async (options: InitCertsOptions) => (await commands()).initCerts(findWorkspace(), options)),
    )
    .addCommand(
      issuing('issue')
        .description('issue a certificate for a client')
        .argument('<name>', 'common name, and name of the files')
        .option('--ca <file>', "the authority's .pem, with its .key beside it, instead of the one init made")
        .action(async (name: string, options: IssueCertOptions) =>
          (await commands()).issueCert(findWorkspace(), name, options),
        ),
    )
    .addCommand(
      new Command('server')
        .description(
          "issue a server certificate from the workspace's own authority, which clients of the local cloud trust",
        )
        .argument('<dns-name>', 'host name; *.example.test stands for all names right below')
        .option('--force', 'replace what is there')
        .action(async (name: string, options: { force?: boolean }) =>
          (await commands()).serverCert(findWorkspace(), name, options),
        ),
    )
    .addCommand(
      new Command('list')
        .description('list the certificates there are')
        .option('--json', 'print JSON')
        .action(async (options: { json?: boolean }) => (await commands()).listCerts(findWorkspace(), options)),
    )
    .addCommand(
      new Command('revoke')
        .description(
          "put a client's certificate on the list of revoked ones; for a stack on AWS, print the command that does",
        )
        .argument('<name-or-serial>', 'name of the certificate, or its serial number')
        .requiredOption('--stack <name>', 'a stack of the blueprint payments')
        .option('--cwd <directory>', "directory of another program's Pulumi.yaml")
        .option('--reason <text>', 'why', 'unspecified')
        .action(async (which: string, options: RevokeCertOptions) =>
          (await commands()).revokeCert(findWorkspace(), which, options),
        ),
    );
}

const commands = () => import('../commands/certs.ts');

function issuing(name: string): Command {
  return new Command(name)
    .addOption(new Option('--key-type <type>', 'kind of the key').choices(['P-256', 'RSA-2048']).default('P-256'))
    .option('--organization <name>', 'organization in the name of the certificate')
    .option('--days <count>', 'days until it expires')
    .addOption(new Option('--not-before <date>', 'when it begins to hold, for tests').hideHelp())
    .addOption(new Option('--not-after <date>', 'when it expires, for tests').hideHelp())
    .option('--force', 'replace what is there');
}

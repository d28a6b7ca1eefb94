import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Graph } from '@palisade/local-engine';
import { certificatePaths } from '../certs/certificate-files.ts';
import { caFile } from '../cloud/control-client.ts';
import { deployerKey } from '../cloud/deployer.ts';
import { quote, quoteIfNeeded } from './shell.ts';
import type { Workspace } from '../workspace.ts';

const payment = '{"transactionId":"tx-001","customerId":"cust-123","amount":99.99}';
const helloDocument = '{"fileName":"hello.txt","contentType":"text/plain","content":"Hello, Palisade"}';

/**
 * A curl line for the API of a stack: with a certificate for one with mutual TLS, with a key for one that wants keys, else signed; GET
 * for one that also tells how to ask for its health, a document for one that takes them.
 * The key stays in a file of mode 0600, so that it appears in no terminal and no CI log.
 */
export function tryItLine(workspace: Workspace, graph: Graph): string | undefined {
  const { api_gateway_url: customUrl, apiUrl, healthUrl, permissionsTableName, region } = graph.outputs;
  if (typeof customUrl === 'string') return withCertificate(workspace, customUrl);
  if (typeof apiUrl !== 'string' || typeof region !== 'string') return undefined;
  if (permissionsTableName !== undefined) return withApiKey(workspace, graph.stack, apiUrl);
  const file = join(workspace.home, 'aws', 'curl');
  const { accessKeyId, secretAccessKey } = deployerKey(workspace);
  const options = { user: `${accessKeyId}:${secretAccessKey}`, cacert: caFile(workspace) };
  const lines = Object.entries(options).map(([name, value]) => `${name} = "${value.replaceAll(/["\\]/g, '\\$&')}"\n`);
  writeFileSync(file, lines.join(''), { mode: 0o600 });
  chmodSync(file, 0o600);
  return [
    `curl --config ${quoteIfNeeded(file)} --aws-sigv4 ${quoteIfNeeded(`aws:amz:${region}:execute-api`)}`,
    ...(healthUrl === undefined ? [`-H 'content-type: application/json' -d ${quote(helloDocument)}`] : []),
    quoteIfNeeded(apiUrl),
  ].join(' ');
}

function withApiKey(workspace: Workspace, stack: string, apiUrl: string): string {
  const create = `npx palisade keys create --stack ${quoteIfNeeded(stack)} --client me --level read-write`;
  return [
    `curl --cacert ${quoteIfNeeded(caFile(workspace))} -H "x-api-key: $(${create} | head -1)"`,
    `-H 'content-type: application/json' -d ${quote(helloDocument)} ${quoteIfNeeded(apiUrl)}`,
  ].join(' ');
}

/** The API goes by its own name, which leads nowhere outside: the connection goes to the local cloud, whatever the name. */
function withCertificate(workspace: Workspace, url: string): string {
  const { certificate, key } = certificatePaths(workspace, 'me');
  return [
    ...(existsSync(certificate) ? [] : ['npx palisade certs issue me >/dev/null &&']),
    `curl --connect-to ::127.0.0.1:${workspace.port} --cacert ${quoteIfNeeded(caFile(workspace))}`,
    `--cert ${quoteIfNeeded(certificate)} --key ${quoteIfNeeded(key)}`,
    `-H 'content-type: application/json' -d ${quote(payment)} ${quoteIfNeeded(`${url}/process-payment`)}`,
  ].join(' ');
}

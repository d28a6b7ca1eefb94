import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientCertificate } from './payments-api.ts';
import { askPalisade, askPalisadeAt } from './stack.ts';

/** Makes the authority that a local payments stack trusts, unless there is one. */
export function ensureAuthority(): void {
  const listed = JSON.parse(askPalisade('certs', 'list', '--json')) as { name: string }[];
  if (!listed.some(({ name }) => name === 'ca')) askPalisade('certs', 'init');
}

/** A certificate from the truststore's authority. `options` go to `palisade certs issue`. */
export function issueCertificate(name: string, ...options: string[]): ClientCertificate {
  return pairIn(askPalisade('certs', 'issue', name, ...options));
}

/** A certificate with the same name, from an authority that no truststore knows. */
export function issueElsewhere(name: string, ...options: string[]): ClientCertificate {
  const home = mkdtempSync(join(tmpdir(), 'palisade-e2e-certs-'));
  try {
    askPalisadeAt(home, 'certs', 'init', ...options);
    return pairIn(askPalisadeAt(home, 'certs', 'issue', name));
  } finally {
    rmSync(home, { recursive: true });
  }
}

/** The command prints where the two files are, a line each. */
function pairIn(printed: string): ClientCertificate {
  const [certificate = '', key = ''] = printed.split('\n');
  return { cert: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
}

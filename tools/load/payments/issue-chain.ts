import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certificateIssuing, type KeyedCertificate } from '@palisade/local-cloud';

// `node tools/load/payments/issue-chain.ts DIRECTORY [ISSUER]`: writes `root.pem`, `intermediate.pem` and a client of the latter,
// `client.pem` with `client.key`, which `palisade certs` does not make. ISSUER: a directory with `ca.pem` and `ca.key`, instead of a new root.

const [directory = '.', issuer] = process.argv.slice(2);
const { issueAuthority, issueClientCertificate } = await certificateIssuing();
const now = Date.now();
const validity = { notBefore: now - 3_600_000, notAfter: now + 86_400_000 };

const root: KeyedCertificate =
  issuer === undefined
    ? await issueAuthority({ commonName: 'Root', pathLength: 1, ...validity })
    : {
        certificate: readFileSync(join(issuer, 'ca.pem'), 'utf8'),
        key: readFileSync(join(issuer, 'ca.key'), 'utf8'),
      };
const intermediate = await issueAuthority({ commonName: 'Intermediate', ...validity }, root);
const client = await issueClientCertificate(intermediate, { commonName: 'chained', ...validity });
const files = { 'root.pem': root, 'intermediate.pem': intermediate, 'client.pem': client };
for (const [name, { certificate }] of Object.entries(files)) writeFileSync(join(directory, name), certificate);
writeFileSync(join(directory, 'client.key'), client.key, { mode: 0o600 });

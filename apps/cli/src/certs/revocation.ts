import { existsSync } from 'node:fs';
import { serialNumberOf } from '@palisade/local-cloud';
import { callJson } from '../cloud/json-call.ts';
import { takeRoleWithMfa } from '../cloud/take-role.ts';
import { CliError } from '../errors.ts';
import { quoteIfNeeded } from '../output/shell.ts';
import type { Workspace } from '../workspace.ts';
import { certificatePaths, readText } from './certificate-files.ts';
import { describeCertificate } from './describe.ts';

/** A table of revoked certificates. */
export interface RevocationTable {
  readonly region: string;
  readonly name: string;
  /** Who may write it, with a second factor; the deployer itself, where a stack says nothing. */
  readonly operatorRoleArn: string | undefined;
}

export interface Revocation {
  readonly serialNumber: string;
  readonly reason: string;
  /** ISO 8601. */
  readonly revokedAt: string;
}

/** Pairs with colons, or so many digits that it is nobody's name: `ada` is hexadecimal too. */
const SERIAL_NUMBER = /^([0-9a-f]{2}(:[0-9a-f]{2}){1,20}|[0-9a-f]{16,42})$/i;

/** Some programs write a zero more in front; API Gateway does not, and its way is the one that is looked up. */
const significant = (serialNumber: string): string => serialNumber.replaceAll(':', '').replace(/^0+(?=.)/, '');

/** Only what clients show is looked up in the list. */
const reasons = {
  authority: "is an authority's: to shut out all whom it has issued certificates to, take it out of the truststore.",
  server: "is a server's. If a client shows it all the same, give its serial number.",
  damaged: 'holds no certificate. Give the serial number instead.',
};

/** The serial number that is meant: of the certificate of that name, else the number itself. Throws CliError for neither. */
export function serialNumberFor(workspace: Workspace, nameOrSerial: string): string {
  const { certificate } = certificatePaths(workspace, nameOrSerial);
  if (!/[/\\]/.test(nameOrSerial) && existsSync(certificate)) {
    const { kind, serialNumber } = describeCertificate(nameOrSerial, readText(certificate), Date.now());
    if (kind !== 'client') throw new CliError(`${certificate} ${reasons[kind]}`);
    return serialNumber;
  }
  if (SERIAL_NUMBER.test(nameOrSerial)) return serialNumberOf({ serialNumber: significant(nameOrSerial) });
  throw new CliError(
    `There is no certificate '${nameOrSerial}', and it is no serial number such as 0a:1b:2c. 'palisade certs list' shows both.`,
  );
}

const itemOf = ({ serialNumber, reason, revokedAt }: Revocation) => ({
  serialNumber: { S: serialNumber },
  reason: { S: reason },
  revokedAt: { S: revokedAt },
});

/** Puts a certificate on the list of the local cloud; false if it is on it already. */
export async function revoke(workspace: Workspace, table: RevocationTable, revocation: Revocation): Promise<boolean> {
  const { operatorRoleArn } = table;
  const signer = operatorRoleArn === undefined ? undefined : await takeRoleWithMfa(workspace, operatorRoleArn);
  try {
    await callJson(workspace, {
      ...(signer && { signer }),
      service: 'dynamodb',
      region: table.region,
      target: 'DynamoDB_20120810.PutItem',
      version: '1.0',
      input: {
        TableName: table.name,
        Item: itemOf(revocation),
        ConditionExpression: 'attribute_not_exists(serialNumber)',
      },
    });
    return true;
  } catch (error) {
    if ((error as Error).message.includes('ConditionalCheckFailed')) return false;
    throw error;
  }
}

/** What does the same on AWS. */
export function revokeCommand(table: RevocationTable, revocation: Revocation): string {
  const words = ['aws', 'dynamodb', 'put-item', '--region', table.region, '--table-name', table.name];
  const more = [
    '--item',
    JSON.stringify(itemOf(revocation)),
    '--condition-expression',
    'attribute_not_exists(serialNumber)',
  ];
  return [...words, ...more].map(quoteIfNeeded).join(' ');
}

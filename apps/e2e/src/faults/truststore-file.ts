import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cloud } from './cloud.ts';
import { STACK } from './payments-cloud.ts';

/** The file that the stack file names: the cloud's own authority for clients, when nobody has changed it. */
export const truststoreFile = ({ home }: Cloud): string => join(home, 'certs/ca.pem');

export const truststoreText = (cloud: Cloud): string => readFileSync(truststoreFile(cloud), 'utf8');

/** Does something with another truststore file, or with none; afterwards there is the old one again. */
export async function withTruststoreFile<Result>(
  cloud: Cloud,
  text: string | undefined,
  act: () => Promise<Result>,
): Promise<Result> {
  const file = truststoreFile(cloud);
  const before = truststoreText(cloud);
  if (text === undefined) rmSync(file);
  else writeFileSync(file, text);
  try {
    return await act();
  } finally {
    writeFileSync(file, before);
  }
}

/** Does something with another truststore in force; afterwards the old one is again. */
export async function withTruststore<Result>(cloud: Cloud, text: string, act: () => Promise<Result>): Promise<Result> {
  const deploy = () => cloud.palisade('up', '--stack', STACK);
  try {
    return await withTruststoreFile(cloud, text, async () => {
      await deploy();
      return act();
    });
  } finally {
    await deploy();
  }
}

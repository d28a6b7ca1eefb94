import { join } from 'node:path';
import type { Graph } from '@palisade/local-engine';
import { runStack, type RunStackOptions } from './run-stack.ts';

/** An authority of nobody's: its key was thrown away. */
export const truststoreFile = join(import.meta.dirname, 'truststore.pem');

/** What whoever deploys to AWS has to say first. */
export const ofTheDeployer = {
  'palisade:domainName': 'payments.example.com',
  'palisade:hostedZoneId': 'Z0123456789ABCDEFGHIJ',
  'palisade:truststoreFile': truststoreFile,
};

/** Runs the program for a payments stack, as `runStack` does; clients' certificates come from an authority of the specs. */
export function runPayments(stack = 'payments-local', { config, ...options }: RunStackOptions = {}): Promise<Graph> {
  return runStack(stack, { ...options, config: { 'palisade:truststoreFile': truststoreFile, ...config } });
}

import { expect, test } from '@jest/globals';
import { privateSubnetRules, publicSubnetRules } from './network-acl-rules.ts';

const admits = (port: number): boolean =>
  privateSubnetRules.ingress.some(({ fromPort, toPort }) => fromPort <= port && port <= toPort);

test.each([22, 3389, 443, 80, 1023])('port %d stays closed from anywhere', (port) => {
  expect(admits(port)).toBe(false);
});

test.each([1024, 3388, 3390, 32768, 65535])('answers to ephemeral port %d come in', (port) => {
  expect(admits(port)).toBe(true);
});

test('HTTPS goes out and nothing else does', () => {
  expect(privateSubnetRules.egress.map(({ fromPort, toPort, protocol }) => [protocol, fromPort, toPort])).toEqual([
    ['tcp', 443, 443],
  ]);
});

test('the public subnets are closed until something lives there', () => {
  expect(publicSubnetRules).toEqual({ ingress: [], egress: [] });
});

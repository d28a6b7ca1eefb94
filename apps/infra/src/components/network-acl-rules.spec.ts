import { expect, test } from '@jest/globals';
import { privateSubnetRules, publicSubnetRules, withInterfaceEndpoints } from './network-acl-rules.ts';

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

test('with interface endpoints the network calls itself on 443, and gets the answers; from anywhere nothing more comes in', () => {
  const { egress, ingress } = withInterfaceEndpoints(privateSubnetRules, '10.1.0.0/16');
  expect(ingress.filter((rule) => !privateSubnetRules.ingress.includes(rule))).toMatchObject([
    { cidrBlock: '10.1.0.0/16', fromPort: 443, toPort: 443 },
  ]);
  expect(egress.filter((rule) => !privateSubnetRules.egress.includes(rule))).toMatchObject([
    { cidrBlock: '10.1.0.0/16', fromPort: 1024, toPort: 3388 },
    { cidrBlock: '10.1.0.0/16', fromPort: 3390, toPort: 65535 },
  ]);
  for (const rules of [egress, ingress]) {
    const numbers = rules.map(({ ruleNo }) => ruleNo);
    expect(new Set(numbers).size).toBe(numbers.length);
  }
});

test('the public subnets are closed until something lives there', () => {
  expect(publicSubnetRules).toEqual({ ingress: [], egress: [] });
});

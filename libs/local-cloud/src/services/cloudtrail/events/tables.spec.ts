import { describe, expect, test } from '@jest/globals';
import { services } from '../../../kernel/registry.ts';
import { isClassified } from './classify.ts';
import { tables } from './tables/index.ts';

describe.each(services)('$name', ({ declaredOnly, name, operations }) => {
  test('has a table of its events', () => {
    const asked = `${name}: add a table to services/cloudtrail/events/tables and a line to its index.ts`;
    expect(tables[name] === undefined ? asked : 'there').toBe('there');
  });

  test('has every operation in it', () => {
    const missing = operations
      .filter((operation) => !isClassified(name, operation.name))
      .map(
        (operation) =>
          `${name}:${operation.name}: say in services/cloudtrail/events/tables what event it is (management or data, read or write)`,
      );
    expect(missing).toEqual([]);
  });

  test('lists an operation once, and no declared one', () => {
    const { data = {}, management, unrecorded = [] } = tables[name] ?? { management: { read: [], write: [] } };
    const listed = [
      ...[management, ...Object.values(data)].flatMap(({ read, write }) => [...read, ...write]),
      ...unrecorded,
    ];
    expect(listed.filter((each, index) => listed.indexOf(each) !== index)).toEqual([]);
    const declared = declaredOnly.map((each) => each.name);
    expect(listed.filter((each) => declared.includes(each))).toEqual([]);
  });
});

test('there is no table of a service that is not there', () => {
  const names = services.map(({ name }) => name);
  expect(Object.keys(tables).filter((name) => !names.includes(name))).toEqual([]);
});

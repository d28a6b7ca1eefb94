import type { ResourceModel } from '@palisade/local-engine';
import { resourcePolicy } from './resource-policy.ts';
import { tableItem } from './table-item.ts';
import { table } from './table.ts';

export const resources: readonly ResourceModel[] = [resourcePolicy, table, tableItem];

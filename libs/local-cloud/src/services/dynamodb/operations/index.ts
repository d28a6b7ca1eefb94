import type { Operation } from '../../../kernel/operation.ts';
import type { DynamodbState } from '../state.ts';
import { deleteItem } from './delete-item.ts';
import { getItem } from './get-item.ts';
import { putItem } from './put-item.ts';
import { updateItem } from './update-item.ts';

export const operations: readonly Operation<DynamodbState>[] = [deleteItem, getItem, putItem, updateItem];

import { writeOperation } from './write-item.ts';

/** Source: Amazon DynamoDB API Reference, DeleteItem. */
export const deleteItem = writeOperation('DeleteItem', 'Delete');

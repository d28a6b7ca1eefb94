import { writeOperation } from './write-item.ts';

/** Source: Amazon DynamoDB API Reference, UpdateItem. */
export const updateItem = writeOperation('UpdateItem', 'Update');

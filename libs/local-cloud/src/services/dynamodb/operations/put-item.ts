import { writeOperation } from './write-item.ts';

/** Source: Amazon DynamoDB API Reference, PutItem. */
export const putItem = writeOperation('PutItem', 'Put');

import type { SecondLine } from '../../access-contract.ts';
import { ownResource, secondLinesOfSystems } from '../second-lines.ts';

const outsideOnlyPresigned =
  'Bucket and endpoint let this role do no more to an object; this says so at the role as well.';

/** What the processing policies say twice. */
export const processingSecondLines: readonly SecondLine[] = [
  ...secondLinesOfSystems,
  {
    kind: 'bucket',
    statement: 'OnlyGetObjects',
    change: 'removed',
    because: "The verifier's own policy grants no more; this holds even if somebody widens it.",
  },
  {
    kind: 'identity',
    statement: 'VerifyDocuments',
    change: 'actions',
    because: 'OnlyGetObjects denies everything else.',
  },
  { kind: 'identity', statement: 'DeleteDocuments', change: 'actions', because: outsideOnlyPresigned },
  { kind: 'identity', statement: 'GiveDocuments', change: 'actions', because: outsideOnlyPresigned },
  { kind: 'identity', statement: 'StoreDocuments', change: 'actions', because: outsideOnlyPresigned },
  { kind: 'identity', statement: 'ReadArrivals', change: 'actions', because: outsideOnlyPresigned },
  { kind: 'queue', change: 'resources', because: ownResource },
  {
    kind: 'bucket',
    statement: 'PresignedOutsideEndpoint',
    change: 'actions',
    because: 'OnlyTransfersOutsideEndpoint denies the rest.',
  },
];

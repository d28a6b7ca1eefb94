import type { SecondLine } from '../../access-contract.ts';
import { namedInArn, noServiceYet, ownResource } from '../second-lines.ts';

const roleIsExact = "The handler's role is the only one that could pass, and its own policy grants no more than this.";

/** What the documents policies say twice. */
export const documentsSecondLines: readonly SecondLine[] = [
  {
    kind: 'bucket',
    statement: 'ObjectsOnlyByPrincipals',
    change: 'removed',
    because: 'The endpoint lets only the handler through; this holds even if another endpoint were let in.',
  },
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
    because: 'OnlyGetObjects of the bucket policy denies the verifier everything else.',
  },
  {
    kind: 'identity',
    statement: 'DenyNetworkInterfacesFromCode',
    change: 'actions',
    because: 'It takes back what VpcNetworkInterfaces grants; there is nothing else to take back.',
  },
  {
    kind: 'bucket',
    statement: 'DenyUnlessPrincipalOrEndpoint',
    change: 'aws:SourceVpce',
    because: "The requirement's own words. Nobody but the handler's role gets through the endpoint.",
  },
  { kind: 'bucket', change: 'aws:PrincipalIsAWSService', because: noServiceYet },
  { kind: 'bucket', change: 'resources', because: ownResource },
  { kind: 'function', change: 'resources', because: ownResource },
  { kind: 'function', change: 'AWS:SourceAccount', because: namedInArn },
  { kind: 'trust', statement: 'AssumedByService', change: 'aws:SourceAccount', because: namedInArn },
  { kind: 'endpoint', change: 'actions', because: roleIsExact },
  { kind: 'endpoint', change: 'resources', because: roleIsExact },
  {
    kind: 'endpoint',
    change: 'aws:PrincipalArn',
    because: 'ObjectsOnlyByPrincipals denies writing to everybody else.',
  },
  { kind: 'endpoint', change: 'aws:PrincipalAccount', because: namedInArn },
  {
    kind: 'endpoint',
    change: 'aws:ResourceAccount',
    because: 'Resource names the bucket, and bucket names are unique.',
  },
];

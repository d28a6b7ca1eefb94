import type { EventTable } from '../event-table.ts';
import { pick, textOf } from '../pick.ts';

/** Source: AWS Certificate Manager User Guide, "Using CloudTrail with AWS Certificate Manager". */
export const acm: EventTable = {
  source: 'acm.amazonaws.com',
  management: { read: ['DescribeCertificate', 'ListCertificates', 'ListTagsForCertificate'], write: [] },
  parameters: ({ exchange: { wire } }) => pick(wire.input, ['CertificateArn', 'CertificateStatuses', 'MaxItems']),
  resources({ exchange: { wire } }, { account }) {
    const arn = textOf(wire.input, 'CertificateArn');
    return arn === undefined ? [] : [{ type: 'AWS::CertificateManager::Certificate', arn, accountId: account }];
  },
};

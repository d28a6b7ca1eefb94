import { json, object, required, string, type ResourceModel } from '@palisade/local-engine';
import { PolicyDocumentError } from '../protection/policy-error.ts';
import { readPolicyDocument } from '../protection/policy-document.ts';

export const LOG_DATA_PROTECTION_POLICY = 'aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy';

/** Source: CloudWatch Logs API Reference, PutDataProtectionPolicy. */
export const logDataProtectionPolicy: ResourceModel = {
  token: LOG_DATA_PROTECTION_POLICY,
  inputs: object({ logGroupName: required(string), policyDocument: required(json) }),
  replaceOn: ['logGroupName'],
  check({ policyDocument }) {
    if (typeof policyDocument !== 'string') return [];
    try {
      readPolicyDocument(policyDocument);
      return [];
    } catch (error) {
      if (!(error instanceof PolicyDocumentError)) throw error;
      return [`InvalidParameterException: Invalid data protection policy: ${error.message}.`];
    }
  },
  outputs: ({ logGroupName }) => ({ id: String(logGroupName), outputs: {} }),
};

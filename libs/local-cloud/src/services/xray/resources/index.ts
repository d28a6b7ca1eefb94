import { refusedType, type ResourceModel } from '@palisade/local-engine';

export const resources: readonly ResourceModel[] = [
  refusedType('aws:xray/samplingRule:SamplingRule', 'requests are sampled by the default rule'),
  refusedType('aws:xray/group:Group', 'ask for traces by their time'),
  refusedType('aws:xray/encryptionConfig:EncryptionConfig', 'the local cloud keeps traces in memory only'),
];

export { declareGraph, DeclarationError, type Declaration } from './declare.ts';
export { startTestCloud, TestCloud, type ClientConfig, type TestCloudOptions } from './test-cloud.ts';

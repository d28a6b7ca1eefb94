export { check, type FieldError, type Result } from './check.ts';
export { documentRequestModel, parseDocumentRequest, type DocumentReceipt, type DocumentRequest } from './document.ts';
export type { Problem } from './problem.ts';
export type { Model, Schema, TypeOf } from './schema.ts';
export { parseStatusReport, statusReportModel, type StatusReport } from './status.ts';

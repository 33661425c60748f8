/** Exports everything that operation files need. Nothing in nodes/shared imports it. */
export * from '../fields/field';
export * from '../fields/fields';
export * from '../fields/objects';
export * from '../fields/list';
export * from '../fields/money';
export { FieldError, GuardError } from '../errors/failure';
export type { Answer, ApiClient } from '../client/service';
export { ownRequest, ownRequestComparisons, ownRequestFields } from './apiRequest';
export type { ListRequest } from './list';
export * from './operation';
export { waitOptions } from './waitOptions';
export { listIn, objectIn, rejectOtherRecord, resultsOf } from './results';

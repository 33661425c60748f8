/** What the files of operations are written with. Nothing in nodes/shared imports it. */
export {
	type Field,
	type Fields,
	type Values,
	everyPart,
	isShown,
	leftOutIfNothing,
	named,
	unmarked,
	when,
} from '../fields/field';
export {
	choice,
	choices,
	collection,
	type Label,
	optional,
	optionalChoice,
	required,
	requiredText,
	text,
	toggle,
	wholeNumber,
} from '../fields/fields';
export { group, namedValues, rows } from '../fields/groups';
export { inputFile, limited, listFields, outputFile } from '../fields/list';
export { amount, optionalAmount } from '../fields/money';
export { day, fixed, jsonObject, locator, notice, textList } from '../fields/structuredFields';
export { FieldError, GuardError } from '../errors/failure';
export type { Answer, ApiClient } from '../client/service';
export { ownRequest, ownRequestFields } from './apiRequest';
export type { ListRequest } from './list';
export {
	type Call,
	ItemWithFiles,
	operation,
	type Operation,
	type Resource,
	type Surroundings,
} from './operation';
export { listIn, objectIn, rejectOtherRecord, resultsOf } from './results';

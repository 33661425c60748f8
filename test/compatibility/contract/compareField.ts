import { isDeepStrictEqual } from 'node:util';
import type { INodeProperties } from 'n8n-workflow';
import type { Findings } from './finding';
import { choices } from './form';

/** A field as a finding names it: by its label, and by the name that workflows store. */
export function quoted(
	path: readonly string[],
	field: Pick<INodeProperties, 'displayName' | 'name'>,
): string {
	return `"${[...path, field.displayName].join(' › ')}" (${field.name})`;
}

/**
 * Finds what a saved value of one field loses; the inside of a collection is not compared.
 * @param label the field as named in a finding
 */
export function compareField(
	was: INodeProperties,
	is: INodeProperties,
	findings: Findings,
	label: string,
): void {
	if (was.type !== is.type) {
		findings.add('typeChanged', `${label} was of type ${was.type} and is of type ${is.type}`);
		return;
	}
	if (!isDeepStrictEqual(was.default, is.default)) {
		const values = `${JSON.stringify(was.default)} and is ${JSON.stringify(is.default)}`;
		findings.add('defaultChanged', `the default of ${label} was ${values}`);
	}
	if (is.required === true && was.required !== true) {
		findings.add('fieldRequired', `${label} was optional and is required`);
	}
	if (is.noDataExpression === true && was.noDataExpression !== true) {
		findings.add('expressionRefused', `${label} takes no expression any more`);
	}
	compareOptions(was, is, findings, label);
	compareModes(was, is, findings, label);
	compareTypeOptions(was, is, findings, label);
	compareRest(was, is, findings, label);
}

function compareOptions(
	was: INodeProperties,
	is: INodeProperties,
	findings: Findings,
	label: string,
): void {
	const offered = choices(is);
	for (const option of choices(was) ?? []) {
		if (!offered?.includes(option)) {
			findings.add('optionRemoved', `the option ${JSON.stringify(option)} of ${label} was removed`);
		}
	}
}

function compareModes(
	was: INodeProperties,
	is: INodeProperties,
	findings: Findings,
	label: string,
): void {
	for (const mode of was.modes ?? []) {
		const head = is.modes?.find(({ name }) => name === mode.name);
		if (!head) {
			findings.add('optionRemoved', `the mode "${mode.name}" of ${label} was removed`);
			continue;
		}
		const { displayName } = mode;
		if (!isDeepStrictEqual(mode, { ...head, displayName })) {
			findings.add('fieldChanged', `the mode "${mode.name}" of ${label} reads values otherwise`);
		}
	}
}

function compareTypeOptions(
	was: INodeProperties,
	is: INodeProperties,
	findings: Findings,
	label: string,
): void {
	const { minValue: leastBefore = -Infinity, maxValue: mostBefore = Infinity } =
		was.typeOptions ?? {};
	const { minValue: leastNow = -Infinity, maxValue: mostNow = Infinity } = is.typeOptions ?? {};
	if (leastNow > leastBefore || mostNow < mostBefore) {
		const range = `from ${String(leastNow)} to ${String(mostNow)}`;
		findings.add('rangeNarrowed', `${label} takes only values ${range}`);
	}
	const many = (field: INodeProperties) => field.typeOptions?.multipleValues === true;
	if (many(was) !== many(is)) {
		findings.add('typeChanged', `${label} held ${many(was) ? 'a list' : 'one value'} before`);
	}
}

/** Compared one by one above, or labels, or compared by their effect on the form. */
const KNOWN = new Set([
	'displayName',
	'name',
	'type',
	'default',
	'required',
	'noDataExpression',
	'options',
	'modes',
	'typeOptions',
	'displayOptions',
]);

/** Anything else that n8n may know: any change of it is suspect. */
function compareRest(
	was: INodeProperties,
	is: INodeProperties,
	findings: Findings,
	label: string,
): void {
	const restOf = (field: INodeProperties) => new Map<string, unknown>(Object.entries(field));
	const [before, now] = [restOf(was), restOf(is)];
	for (const key of new Set([...before.keys(), ...now.keys()])) {
		if (!KNOWN.has(key) && !isDeepStrictEqual(before.get(key), now.get(key))) {
			findings.add('fieldChanged', `"${key}" of ${label} changed`);
		}
	}
}

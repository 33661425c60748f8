import type { INodeParameters, INodeProperties, NodeParameterValueType } from 'n8n-workflow';
import { choices, type Form } from './form';

/** One combination of choices: as a released version saved it, and as HEAD reads it. */
export interface Situation {
	saved: INodeParameters;
	head: INodeParameters;
}

/**
 * Every combination of the choices that decide whether a field is shown, as far as a person could make it in the
 * released form. A choice that HEAD no longer offers is left out: that is a finding of its own.
 * @param outer the choices of the whole node, where the forms are of a collection in it
 */
export function situations(
	name: string,
	released: Form,
	head: Form,
	outer?: Situation,
): Situation[] {
	const deciding = new Set([...released.deciding(name), ...head.deciding(name)]);
	let all: Situation[] = [{ saved: {}, head: {} }];
	for (const decider of deciding) {
		all = all.flatMap((situation) => {
			const was = released.shown(decider, situation.saved, outer?.saved);
			const is = head.shown(decider, situation.head, outer?.head);
			if (!was) return [{ ...situation, head: put(situation.head, decider, is?.default, is) }];
			return saveable(was, released, head)
				.filter((value) => !is || offers(is, value))
				.map((value) => ({
					saved: put(situation.saved, decider, value, was),
					head: put(situation.head, decider, value, is),
				}));
		});
	}
	return all;
}

function put(
	values: INodeParameters,
	name: string,
	value: unknown,
	field: INodeProperties | undefined,
): INodeParameters {
	if (!field) return values;
	return { ...values, [name]: value as NodeParameterValueType };
}

/** All values that make a difference. */
function saveable(field: INodeProperties, released: Form, head: Form): unknown[] {
	const offered = choices(field);
	if (field.type === 'multiOptions') return [field.default, ...(offered ?? []).map((one) => [one])];
	if (offered) return offered;
	const asked = [...released.askedOf(field.name), ...head.askedOf(field.name)];
	return [...new Set([field.default, ...asked])];
}

function offers(field: INodeProperties, value: unknown): boolean {
	const offered = choices(field);
	return !offered || [value].flat().every((one) => offered.includes(one));
}

import type { INodeParameters, INodeProperties, NodeParameterValueType } from 'n8n-workflow';
import { choices, type Form, IS_TOOL } from './form';

/** One combination of choices: as a released version saved it, and as HEAD reads it. */
export interface Situation {
	saved: INodeParameters;
	head: INodeParameters;
}

/**
 * The combinations of the choices that decide whether a field is shown, if a user could make them
 * in the released form. A choice that HEAD no longer offers is left out: that is a separate
 * finding.
 */
export class Situations {
	private readonly known = new Map<string, Situation[]>();

	/** @param outer the choices of the whole node, if the forms are of a collection in it */
	constructor(
		private readonly released: Form,
		private readonly head: Form,
		private readonly outer?: Situation,
	) {}

	of(name: string): Situation[] {
		return this.after([...new Set([...this.released.deciding(name), ...this.head.deciding(name)])]);
	}

	/** Most fields depend on the same choices, so their combinations are cached. */
	private after(deciding: string[]): Situation[] {
		const last = deciding.at(-1);
		if (last === undefined) return [{ saved: {}, head: {} }];
		const key = deciding.join('\n');
		let known = this.known.get(key);
		if (!known) {
			known = this.after(deciding.slice(0, -1)).flatMap((one) => this.decide(one, last));
			this.known.set(key, known);
		}
		return known;
	}

	private decide({ saved, head }: Situation, decider: string): Situation[] {
		if (decider === IS_TOOL) {
			return [false, true].map((isTool) => ({
				saved: { ...saved, [IS_TOOL]: isTool },
				head: { ...head, [IS_TOOL]: isTool },
			}));
		}
		const was = this.released.shown(decider, saved, this.outer?.saved);
		const is = this.head.shown(decider, head, this.outer?.head);
		if (!was) return [{ saved, head: put(head, decider, is?.default, is) }];
		return saveable(was, this.released, this.head)
			.filter((value) => !is || offers(is, value))
			.map((value) => ({
				saved: put(saved, decider, value, was),
				head: put(head, decider, value, is),
			}));
	}
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
	const values = [...released.conditionValuesOf(field.name), ...head.conditionValuesOf(field.name)];
	return [...new Set([field.default, ...values])];
}

function offers(field: INodeProperties, value: unknown): boolean {
	const offered = choices(field);
	return !offered || [value].flat().every((one) => offered.includes(one));
}

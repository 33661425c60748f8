import type { INodePropertyOptions } from 'n8n-workflow';
import type { Input, Inputs } from '../../../nodes/KillB/data/accounts/rail';
import { isShown } from '../../../nodes/shared/fields/field';
import { formShape, oneOf, type Shape } from './facts';

/** The account data that a rail's inputs produce, in the terms of `documented`. */
interface RailShape {
	/** by path, e.g. `bankAddress.city`: every type that some input gives the member */
	types: Map<string, string>;
	/** the members that are always present */
	always: Set<string>;
}

/** Runs through every combination of the choices on which inputs depend. */
export function railShape(inputs: Inputs): RailShape {
	const types = new Map<string, Set<string>>();
	const needed: Array<Set<string>> = [];
	for (const choices of combinations(inputs)) {
		const shown = Object.entries(inputs).filter(([, input]) => isShown(input, choices));
		needed.push(new Set(shown.filter(([, input]) => isNeeded(input)).map(pathOf)));
		for (const entry of shown) {
			const path = pathOf(entry);
			if (path === '') continue;
			const words = types.get(path) ?? new Set<string>();
			for (const word of wordsOf(typeOf(entry))) words.add(word);
			types.set(path, words);
			for (const member of Object.keys(entry[1].along ?? {}))
				types.set(member, new Set(['string']));
		}
	}
	const [first = new Set<string>(), ...others] = needed;
	return {
		types: new Map([...types].map(([path, words]) => [path, oneOf([...words])])),
		always: new Set([...first].filter((path) => others.every((set) => set.has(path)))),
	};
}

/** The shape as one object, optional members marked with `?`; `without` leaves members out. */
export function memberShapes({ types, always }: RailShape, without: string[] = []) {
	const shape: Record<string, Shape> = {};
	for (const [path, type] of types) {
		const [name = '', inner] = path.split('.');
		if (without.includes(name)) continue;
		const mark = (whole: string) => (always.has(whole) ? '' : '?');
		if (inner === undefined) {
			shape[`${name}${mark(path)}`] = type;
			continue;
		}
		const isThere = [...always].some((one) => one.startsWith(`${name}.`));
		const key = `${name}${isThere ? '' : '?'}`;
		shape[key] = { ...(shape[key] as object), [`${inner}${mark(path)}`]: type };
	}
	return shape;
}

function pathOf([name, { path = [name] }]: [string, Input]): string {
	return path.join('.');
}

function isNeeded(input: Input): boolean {
	try {
		input.read(undefined, '');
		return false;
	} catch {
		return true;
	}
}

function typeOf([name, input]: [string, Input]): string {
	const [shape] = Object.values(formShape({ [name]: input }));
	return typeof shape === 'string' ? shape : JSON.stringify(shape);
}

function wordsOf(type: string): string[] {
	return type.startsWith('one of ') ? type.slice('one of '.length).split(', ') : [type];
}

/**
 * The values of the discriminating inputs, in every combination. One that the rail does not have
 * shows nothing.
 */
function combinations(inputs: Inputs): Array<Record<string, string>> {
	const deciding = new Set(
		Object.values(inputs).flatMap(({ property }) =>
			Object.keys(property.displayOptions?.show ?? {}),
		),
	);
	return [...deciding].reduce<Array<Record<string, string>>>(
		(known, name) =>
			known.flatMap((choices) =>
				valuesOf(inputs[name]).map((value) => ({ ...choices, [name]: value })),
			),
		[{}],
	);
}

function valuesOf(input: Input | undefined): string[] {
	if (input === undefined) return [''];
	const options = (input.property.options ?? []) as INodePropertyOptions[];
	return options.map(({ value }) => String(value));
}

import * as fc from 'fast-check';
import type { INodeProperties } from 'n8n-workflow';
import { breakingChanges } from '../../compatibility/contract/compare';
import type { Snapshot } from '../../compatibility/contract/snapshot';
import { changedAt, copyOf, isField, type Place, placesIn, remove } from './changes';
import { headSnapshot } from './head';
import { partsOf } from './parts';

/**
 * The package's own forms, those of the action nodes divided by resource: all of KillB takes too
 * long.
 */
const parts: Snapshot[] = partsOf(headSnapshot());

/** A part of the contract, and a place in it. */
function somewhere(isWanted: (one: unknown, path: Place['path']) => boolean) {
	const places = parts.flatMap((part) =>
		placesIn(part, isWanted).map((place) => ({ part, place })),
	);
	return fc.constantFrom(...places);
}

const RUNS = { numRuns: 50 };
const isOption = (one: unknown, path: Place['path']) => path.at(-2) === 'options' && isChoice(one);
const isChoice = (one: unknown) => typeof one === 'object' && one !== null && 'value' in one;
const isMode = (_one: unknown, path: Place['path']) => path.at(-2) === 'modes';
const isGroup = (one: unknown) =>
	typeof one === 'object' && one !== null && Object.hasOwn(one, 'values');

describe('in the current nodes', () => {
	it('nothing differs from itself', () => {
		expect(parts.length).toBeGreaterThan(20);
		for (const part of parts) expect(breakingChanges(part, copyOf(part))).toEqual([]);
	});

	it('every removed field, choice, mode or group is reported', () => {
		const removable = somewhere(
			(one, path) => isField(one) || isOption(one, path) || isMode(one, path) || isGroup(one),
		);
		fc.assert(
			fc.property(removable, ({ part, place }) => {
				expect(breakingChanges(part, changedAt(part, place, remove))).not.toEqual([]);
			}),
			RUNS,
		);
	});

	it('every renamed field is reported', () => {
		fc.assert(
			fc.property(somewhere(isField), fc.string({ minLength: 1 }), ({ part, place }, suffix) => {
				const { name } = place.value as INodeProperties;
				let namesakes = 0;
				const renamed = changedAt(part, place, (parent, key) => {
					parent[key] = { ...(parent[key] as object), name: `${name}${suffix}` };
					namesakes = Object.values(parent).filter(
						(other) => (other as INodeProperties).name === name,
					).length;
				});
				const kinds = breakingChanges(part, renamed).map(({ kind }) => kind);
				// Another field with the same name still takes the value in other forms.
				if (namesakes > 0) expect(kinds).not.toEqual([]);
				else expect(kinds).toContain('fieldRemoved');
			}),
			RUNS,
		);
	});

	it('every changed default is reported', () => {
		fc.assert(
			fc.property(somewhere(isField), fc.json(), ({ part, place }, text) => {
				const value = place.value as INodeProperties;
				const other: unknown = JSON.parse(text);
				fc.pre(JSON.stringify(other) !== JSON.stringify(value.default) && !Object.is(other, -0));
				const changed = changedAt(part, place, (parent, key) => {
					parent[key] = { ...value, default: other };
				});
				const kinds = breakingChanges(part, changed).map(({ kind }) => kind);
				expect(kinds).toContain('defaultChanged');
			}),
			RUNS,
		);
	});

	it('every condition that loses a choice is reported', () => {
		const conditions = somewhere(
			(one, path) => Array.isArray(one) && path.at(-2) === 'show' && one.length > 0,
		);
		fc.assert(
			fc.property(conditions, fc.nat(), ({ part, place }, index) => {
				const narrowed = changedAt(part, place, (parent, key) => {
					const values = parent[key] as unknown[];
					values.splice(index % values.length, 1, 'no choice at all');
				});
				const kinds = breakingChanges(part, narrowed).map(({ kind }) => kind);
				expect(kinds.some((kind) => /^field(Hidden|Removed)$/.test(kind))).toBe(true);
			}),
			RUNS,
		);
	});

	it('no added field, choice or label is reported', () => {
		fc.assert(
			fc.property(somewhere(isField), fc.string(), ({ part, place }, words) => {
				const value = place.value as INodeProperties;
				const added = changedAt(part, place, (parent, key) => {
					const options = [...(value.options ?? []), { name: words, value: `new ${words}` }];
					const hasChoices = ['options', 'multiOptions'].includes(value.type);
					parent[key] = { ...value, displayName: words, ...(hasChoices ? { options } : {}) };
					const fresh = { displayName: 'New', name: 'brandNew', type: 'string', default: '' };
					if (Array.isArray(parent)) parent.push(fresh);
				});
				expect(breakingChanges(part, added)).toEqual([]);
			}),
			RUNS,
		);
	});
});

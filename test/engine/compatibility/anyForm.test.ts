import * as fc from 'fast-check';
import type { INodeProperties } from 'n8n-workflow';
import { breakingChanges } from '../../compatibility/contract/compare';
import { contractWith } from './description';

/** Forms of any shape: each field may depend on those before it. */
const forms = fc
	.array(
		fc.record({
			kind: fc.constantFrom('options' as const, 'boolean' as const, 'string' as const),
			dependsOn: fc.option(fc.nat(), { nil: undefined }),
			choice: fc.boolean(),
			required: fc.boolean(),
		}),
		{ minLength: 1, maxLength: 7 },
	)
	.map((fields) =>
		fields.map(({ kind, dependsOn, choice, required }, index): INodeProperties => {
			const decider = fields.slice(0, index)[(dependsOn ?? index) % Math.max(index, 1)];
			const isShown = dependsOn === undefined || !decider || decider.kind === 'string';
			const value = decider?.kind === 'boolean' ? choice : choice ? 'a' : 'b';
			return {
				displayName: `Field ${index}`,
				name: `field${index}`,
				type: kind,
				required,
				default: kind === 'boolean' ? false : kind === 'options' ? 'a' : '',
				...(kind === 'options'
					? {
							options: [
								{ name: 'A', value: 'a' },
								{ name: 'B', value: 'b' },
							],
						}
					: {}),
				...(isShown
					? {}
					: { displayOptions: { show: { [`field${dependsOn % index}`]: [value] } } }),
			};
		}),
	);

describe('in any form', () => {
	it('nothing differs from itself, whatever the order of the fields', () => {
		fc.assert(
			fc.property(forms, (properties) => {
				const released = contractWith({ properties });
				expect(breakingChanges(released, contractWith({ properties }))).toEqual([]);
				const reversed = contractWith({ properties: [...properties].reverse() });
				expect(breakingChanges(released, reversed)).toEqual([]);
			}),
		);
	});

	it('a removed field is reported by its name if the form could ever show it', () => {
		fc.assert(
			fc.property(forms, fc.nat(), (properties, index) => {
				const gone = properties[index % properties.length] as INodeProperties;
				const left = properties.filter((one) => one !== gone);
				const found = breakingChanges(
					contractWith({ properties }),
					contractWith({ properties: left }),
				);
				const named = found.filter(
					({ kind, text }) => kind === 'fieldRemoved' && text.includes(`(${gone.name})`),
				);
				expect(named).toHaveLength(1);
			}),
		);
	});
});

import type { INodeProperties } from 'n8n-workflow';
import { breakingChanges } from '../../compatibility/contract/compare';
import type { Snapshot } from '../../compatibility/contract/snapshot';
import { contractWith, fieldNamed, FIELDS, fieldsWith, newField, withField } from './description';

const released = contractWith();
const texts = (head: Snapshot) => breakingChanges(released, head).map(({ text }) => text);

describe('no breaking change', () => {
	it.each<[string, Snapshot]>([
		['nothing', contractWith()],
		['another text', withField('comment', { displayName: 'Remark', description: 'Words' })],
		['a new choice', withNewChoice()],
		['a new field', contractWith({ properties: [newField('new'), ...FIELDS] })],
		[
			'a new required field with a default',
			contractWith({ properties: [...FIELDS, newField('new', { required: true, default: 'x' })] }),
		],
		[
			'a new notice',
			contractWith({ properties: [...FIELDS, newField('note', { type: 'notice' })] }),
		],
		['a field shown for more choices', withField('seconds', { displayOptions: {} })],
		['a field that is no longer required', withField('serverId', { required: false })],
		['a larger range', withField('seconds', { typeOptions: { minValue: 0 } })],
		[
			'a field split in two that are shown in the same cases',
			contractWith({ properties: FIELDS.flatMap(divided) }),
		],
		[
			'an output that appears with a new option',
			contractWith({
				properties: [...FIELDS, newField('more')],
				outputs: '={{ $parameter.more ? ["main", "main"] : ["main"] }}',
			}),
		],
		['fields in another order', contractWith({ properties: [...FIELDS].reverse() })],
	])('is %s', (_change, head) => {
		expect(texts(head)).toEqual([]);
	});

	it('includes another text for the model', () => {
		const [before, after] = ['Orders a server.', 'Orders a server, and it costs money.'].map(
			(text) =>
				contractWith({ properties: [...FIELDS, newField('toolDescription', { default: text })] }),
		) as [Snapshot, Snapshot];
		expect(breakingChanges(before, after)).toEqual([]);
	});
});

describe('a new version of the node', () => {
	const v1 = { '@version': [1] };

	it('may change everything if the old one stays as it was', () => {
		const properties = [
			...FIELDS.map((one) => ({
				...one,
				displayOptions: { show: { ...one.displayOptions?.show, ...v1 } },
			})),
			newField('everything', { required: true, displayOptions: { show: { '@version': [2] } } }),
		];
		expect(texts(contractWith({ version: [1, 2], properties }))).toEqual([]);
	});

	it('does not excuse a change of the old one', () => {
		const head = contractWith({ version: [1, 2], properties: fieldsWith('comment', null) });
		expect(breakingChanges(released, head).map(({ kind }) => kind)).toEqual(['fieldRemoved']);
	});

	it('is compared itself once it is released', () => {
		const both = contractWith({ version: [1, 2] });
		const head = contractWith({
			version: [1, 2],
			properties: FIELDS.map((one) =>
				one.name === 'comment' ? { ...one, displayOptions: { show: v1 } } : one,
			),
		});
		expect(breakingChanges(both, head).map(({ text }) => text)).toEqual([
			'Hoster, version 2: "Comment" (comment) was removed or renamed: what workflows saved in it is lost. Raise the node’s version, or keep it.',
		]);
	});

	it('never goes back', () => {
		const both = contractWith({ version: [1, 2] });
		const back = { ...both, nodes: { hoster: { ...both.nodes['hoster'], defaultVersion: 1 } } };
		expect(breakingChanges(both, back as Snapshot).map(({ kind }) => kind)).toEqual([
			'defaultVersionLowered',
		]);
	});
});

function withNewChoice(): Snapshot {
	const options = [...(fieldNamed('kind').options ?? []), { name: 'New', value: 'new' }];
	return withField('kind', { options });
}

function divided(one: INodeProperties): INodeProperties[] {
	if (one.name !== 'seconds') return [one];
	return ['hard', 'soft'].map((kind) => ({
		...one,
		displayOptions: { show: { ...one.displayOptions?.show, kind: [kind] } },
	}));
}

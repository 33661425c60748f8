import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { breakingChanges } from '../../compatibility/contract/compare';
import type { Snapshot } from '../../compatibility/contract/snapshot';
import { contractWith, fieldNamed, FIELDS, newField, withField } from './description';

const released = contractWith();
const found = (head: Snapshot) => breakingChanges(released, head);
const texts = (head: Snapshot) => found(head).map(({ text }) => text);
const kinds = (head: Snapshot) => [...new Set(found(head).map(({ kind }) => kind))];

const without = (name: string, inside: string) => {
	const options = fieldNamed(name).options?.filter((one) => one.name !== inside) ?? [];
	return withField(name, { options });
};

describe('a breaking change', () => {
	it.each<[string, Snapshot, string]>([
		['a removed field', withField('comment', null), 'fieldRemoved'],
		['a renamed field', withField('comment', { name: 'remark' }), 'fieldRemoved'],
		['a removed field of a collection', without('options', 'force'), 'fieldRemoved'],
		['a removed group of a collection', without('labels', 'rows'), 'fieldRemoved'],
		[
			'a field shown for fewer choices',
			withField('seconds', {
				displayOptions: { show: { resource: ['server'], operation: ['reboot'], kind: ['hard'] } },
			}),
			'fieldHidden',
		],
		[
			'a field hidden by a choice',
			withField('seconds', {
				displayOptions: { ...fieldNamed('seconds').displayOptions, hide: { kind: ['soft'] } },
			}),
			'fieldHidden',
		],
		[
			'a field that only a tool has',
			withField('comment', {
				displayOptions: {
					show: { ...fieldNamed('comment').displayOptions?.show, '@tool': [true] },
				},
			}),
			'fieldHidden',
		],
		['a field that moved to another operation', moved(), 'fieldRemoved'],
		['a removed choice', without('kind', 'SOFT'), 'optionRemoved'],
		['a removed resource', without('resource', 'DISK'), 'optionRemoved'],
		['a removed mode', withField('serverId', { modes: [] }), 'optionRemoved'],
		['another default', withField('seconds', { default: 6 }), 'defaultChanged'],
		['another type', withField('comment', { type: 'number' }), 'typeChanged'],
		['one value in place of a list', withField('labels', { typeOptions: {} }), 'typeChanged'],
		['a field that became required', withField('comment', { required: true }), 'fieldRequired'],
		[
			'a new field that is required',
			contractWith({ properties: [...FIELDS, newField('new', { required: true })] }),
			'fieldRequired',
		],
		[
			'a smaller range',
			withField('seconds', { typeOptions: { minValue: 1, maxValue: 59 } }),
			'rangeNarrowed',
		],
		[
			'a field without expressions',
			withField('comment', { noDataExpression: true }),
			'expressionRefused',
		],
		[
			'a value extracted differently',
			withField('comment', { extractValue: { type: 'regex', regex: 'x' } }),
			'fieldChanged',
		],
		['one more output', contractWith({ outputs: ['main', 'main'] }), 'outputsChanged'],
		[
			'one more output by an expression, unless an option says otherwise',
			contractWith({ outputs: '={{ $parameter.comment ? ["main"] : ["main", "main"] }}' }),
			'outputsChanged',
		],
		['no input', contractWith({ inputs: [] }), 'inputsChanged'],
		['a renamed credential', contractWith({ credentials: [{ name: 'x' }] }), 'credentialChanged'],
		[
			'a credential that became required',
			contractWith({
				credentials: [
					{ name: 'hosterApi', required: true },
					{ name: 'otherApi', required: true },
				],
			}),
			'credentialChanged',
		],
		[
			'another webhook path',
			contractWith({ webhooks: [{ name: 'default', httpMethod: 'POST', path: 'hook' }] }),
			'webhookChanged',
		],
		['a node that is no longer a tool', contractWith(notATool()), 'toolRemoved'],
		['a removed version', contractWith({ version: 2 }), 'versionRemoved'],
		['a removed field of a credential', contractWith({}, []), 'fieldRemoved'],
		['a removed node', { ...released, nodes: {} }, 'nodeRemoved'],
		['a removed credential type', { ...released, credentials: {} }, 'credentialTypeRemoved'],
	])('is %s', (_change, head, kind) => {
		expect(kinds(head)).toEqual([kind]);
	});

	it('is a removed operation, reported without the fields that only it shows', () => {
		expect(texts(without('operation', 'REBOOT'))).toEqual([
			'Hoster, version 1: the option "reboot" of SERVER, "Operation" (operation) was removed: workflows saved with it break. Raise the node’s version, or keep it.',
		]);
	});

	it('is reported with the operation, the field and the choice', () => {
		const show = { resource: ['server'], operation: ['reboot'], kind: ['hard'] };
		expect(texts(withField('seconds', { displayOptions: { show } }))).toEqual([
			'Hoster, version 1: SERVER: REBOOT, "Seconds" (seconds) is no longer shown with kind "soft": what workflows saved in it is ignored there. Raise the node’s version, or keep it.',
		]);
	});

	it('is one in a collection that depends on a choice outside of it', () => {
		const [force, wait] = fieldNamed('options').options as INodeProperties[];
		const show = { '/operation': ['stop'] };
		const narrowed = { ...wait, displayOptions: { show } } as INodeProperties;
		const head = withField('options', { options: [force as INodeProperties, narrowed] });
		expect(texts(head)).toEqual([
			'Hoster, version 1: SERVER: REBOOT, "Options › Wait" (wait) is no longer shown with resource "server", operation "reboot": what workflows saved in it is ignored there. Raise the node’s version, or keep it.',
		]);
	});
});

function moved(): Snapshot {
	const displayOptions = { show: { resource: ['server'], operation: ['stop'] } };
	return withField('seconds', { displayOptions });
}

function notATool(): Partial<INodeTypeDescription> {
	return { usableAsTool: undefined } as unknown as Partial<INodeTypeDescription>;
}

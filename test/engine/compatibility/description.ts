import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { type Snapshot, snapshotOf } from '../../compatibility/contract/snapshot';

const option = (value: string) => ({ name: value.toUpperCase(), value });
const when = (show: Record<string, Array<string | boolean>>) => ({ displayOptions: { show } });

/** A small action node with something of every kind that a form may contain. */
export const FIELDS: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		default: 'server',
		options: [option('server'), option('disk')],
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		default: 'stop',
		...when({ resource: ['server'] }),
		options: [option('reboot'), option('stop')],
	},
	{
		displayName: 'Kind',
		name: 'kind',
		type: 'options',
		default: 'hard',
		...when({ resource: ['server'], operation: ['reboot'] }),
		options: [option('hard'), option('soft')],
	},
	{
		displayName: 'Seconds',
		name: 'seconds',
		type: 'number',
		default: 5,
		...when({ resource: ['server'], operation: ['reboot'], kind: ['hard', 'soft'] }),
		typeOptions: { minValue: 1, maxValue: 60 },
	},
	{
		displayName: 'Server',
		name: 'serverId',
		type: 'resourceLocator',
		required: true,
		...when({ resource: ['server'] }),
		default: { mode: 'list', value: '' },
		modes: [
			{ displayName: 'From List', name: 'list', type: 'list' },
			{ displayName: 'By ID', name: 'id', type: 'string' },
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		options: [
			{ displayName: 'Force', name: 'force', type: 'boolean', default: false },
			{
				displayName: 'Wait',
				name: 'wait',
				type: 'boolean',
				default: false,
				...when({ '/operation': ['reboot', 'stop'] }),
			},
		],
	},
	{
		displayName: 'Labels',
		name: 'labels',
		type: 'fixedCollection',
		default: {},
		typeOptions: { multipleValues: true },
		options: [
			{
				displayName: 'Rows',
				name: 'rows',
				values: [{ displayName: 'Text', name: 'text', type: 'string', default: '' }],
			},
		],
	},
	{ displayName: 'Comment', name: 'comment', type: 'string', default: '' },
];

const DESCRIPTION: INodeTypeDescription = {
	displayName: 'Hoster',
	name: 'hoster',
	group: ['output'],
	version: 1,
	description: 'x',
	defaults: { name: 'Hoster' },
	inputs: ['main'],
	outputs: ['main'],
	usableAsTool: true,
	credentials: [{ name: 'hosterApi', required: true }, { name: 'otherApi' }],
	webhooks: [{ name: 'default', httpMethod: 'POST', path: 'webhook' }],
	properties: FIELDS,
};

/** The contract of a package with that node, changed, and a credential. */
export function contractWith(
	change: Partial<INodeTypeDescription> = {},
	credentialFields: INodeProperties[] = [
		{ displayName: 'Key', name: 'key', type: 'string', default: '', required: true },
	],
): Snapshot {
	class Hoster implements INodeType {
		description = { ...DESCRIPTION, ...change };
	}
	class HosterApi {
		name = 'hosterApi';
		displayName = 'Hoster API';
		properties = credentialFields;
	}
	return snapshotOf({ Hoster, HosterApi });
}

/** The node's fields with one of them changed, by name; `null` removes it. */
export function fieldsWith(
	name: string,
	change: Partial<INodeProperties> | null,
): INodeProperties[] {
	return FIELDS.flatMap((field) => {
		if (field.name !== name) return [field];
		return change === null ? [] : [{ ...field, ...change }];
	});
}

/** The contract with one field of the node changed. */
export const withField = (name: string, change: Partial<INodeProperties> | null) =>
	contractWith({ properties: fieldsWith(name, change) });

export const fieldNamed = (name: string) =>
	FIELDS.find((one) => one.name === name) as INodeProperties;

/** A field that the node lacks. */
export const newField = (name: string, rest: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: 'New',
	name,
	type: 'string',
	default: '',
	...rest,
});

import { resources as kernelHost } from '../nodes/KernelHost/resources';
import { resources as killB } from '../nodes/KillB/resources';
import type { Operation, Resource } from '../nodes/shared/operation/operation';
import { withBetween } from './betweenMarkers';

/** The page with the table of operations for AI agents, relative to the repository's root. */
export const AGENTS_PAGE = 'docs/agents.md';

/** Reads that return a password or a token, by node, resource and operation. */
const RETURN_SECRETS = ['kernelHost.service.getCredentials', 'killB.user.getKycToken'];

/**
 * Reads without personal or confidential data. A new read counts as confidential until it is here.
 */
const RETURN_NOTHING_CONFIDENTIAL = [
	'kernelHost.account.checkConnection',
	'kernelHost.account.checkHealth',
	'kernelHost.balance.get',
	'kernelHost.order.get',
	'kernelHost.product.get',
	'kernelHost.product.getAll',
	'kernelHost.service.get',
	'kernelHost.service.getAll',
	'kernelHost.webhook.get',
	'killB.account.downloadBulkTemplate',
	'killB.auth.checkConnection',
	'killB.bank.getAll',
	'killB.customer.getBalances',
	'killB.customer.getLiquidity',
	'killB.customer.getPairs',
	'killB.quotation.create',
	'killB.quotation.get',
	'killB.quotation.simulate',
	'killB.ramp.getStatusHistory',
];

/** An operation with its name in the lists above. */
interface NamedOperation {
	id: string;
	operation: Operation;
}

interface Row {
	does: string;
	/** whether and how to give it to an agent */
	advice: string;
	includes: (named: NamedOperation) => boolean;
}

const withEffect =
	(effect: Operation['effect']) =>
	({ operation }: NamedOperation) =>
		operation.effect === effect;

const APPROVAL = 'only behind human approval';

/** The rows of the table. An operation is in the first row that includes it. */
const ROWS: Row[] = [
	{
		does: 'reads nothing confidential, and changes nothing',
		advice: 'freely',
		includes: ({ id }) => RETURN_NOTHING_CONFIDENTIAL.includes(id),
	},
	{
		does: 'returns a secret',
		advice: 'never: the model and its provider would receive the secret',
		includes: ({ id }) => RETURN_SECRETS.includes(id),
	},
	{
		does: 'reads personal or confidential data',
		advice: 'only if everyone who uses the agent, and the model’s provider, may see this data',
		includes: withEffect('none'),
	},
	{
		does: 'sends any request',
		advice: 'never: it can do everything that the credential may do',
		includes: ({ operation }) => operation.endpoint.startsWith('ANY '),
	},
	{
		does: 'changes something',
		advice: 'with fixed values, or behind human approval',
		includes: withEffect('changes'),
	},
	{ does: 'costs money', advice: APPROVAL, includes: withEffect('costsMoney') },
	{
		does: 'moves money',
		advice: `${APPROVAL}, with a *Maximum Amount* where there is one`,
		includes: withEffect('movesMoney'),
	},
	{ does: 'may bind legally', advice: APPROVAL, includes: withEffect('binds') },
	{ does: 'destroys data', advice: 'never', includes: withEffect('destroys') },
];

/**
 * Returns the page's text with a new table between its markers.
 * @throws Error when a marker is missing, or a list above names an operation that does not exist
 */
export function withAgentTable(page: string): string {
	const markers = {
		begin: '<!-- operations for agents: made by "npm run docs" -->',
		end: '<!-- end of operations for agents -->',
	};
	requireKnown([...RETURN_SECRETS, ...RETURN_NOTHING_CONFIDENTIAL]);
	return withBetween(AGENTS_PAGE, page, markers, `\n\n${table()}\n\n`);
}

function table(): string {
	return [
		'| The operation … | Give it to an agent … | KernelHost | KillB |',
		'|---|---|---|---|',
		...ROWS.map((row) => {
			const cells = [cell(row, 'kernelHost', kernelHost), cell(row, 'killB', killB)];
			return `| ${[row.does, row.advice, ...cells].join(' | ')} |`;
		}),
	].join('\n');
}

/** Returns the operations of a row, by resource, e.g. `Service: Get, Get Many`. */
function cell(row: Row, node: string, resources: readonly Resource[]): string {
	const parts = resources.flatMap((resource) => {
		const names = namedOperations(node, resource)
			.filter((named) => ROWS.find(({ includes }) => includes(named)) === row)
			.map(({ operation }) => operation.name);
		return names.length > 0 ? [`${resource.displayName}: ${names.join(', ')}`] : [];
	});
	return parts.length > 0 ? parts.join('; ') : '–';
}

function namedOperations(node: string, { name, operations }: Resource): NamedOperation[] {
	return Object.entries(operations).map(([value, operation]) => ({
		id: `${node}.${name}.${value}`,
		operation,
	}));
}

function requireKnown(ids: string[]): void {
	const all = [
		...kernelHost.flatMap((resource) => namedOperations('kernelHost', resource)),
		...killB.flatMap((resource) => namedOperations('killB', resource)),
	].map(({ id }) => id);
	const unknown = ids.filter((id) => !all.includes(id));
	if (unknown.length > 0) throw new Error(`There is no operation ${unknown.join(', ')}`);
}

import path from 'node:path';
import { loadOutputSchema } from 'n8n-core';
import type {
	IBinaryKeyData,
	IDataObject,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';
import writeXlsxFile from 'write-excel-file/node';
import {
	SEEDED_ACCOUNT_ID,
	SEEDED_PREFUND_ID,
	SEEDED_SAVINGS_ID,
	SEEDED_VIRTUAL_ACCOUNT_ID,
	SEEDED_WALLET_ID,
} from '../../../sandbox';
import { type OutputSchema, outputSchemas } from '../../../scripts/outputSchemas';
import { installedPackages, N8N } from '../../support/engine';
import { PolledTrigger } from '../../support/engine/polledTrigger';
import { schemaViolations } from '../../support/engine/jsonSchema';
import { QUOTATION_FORM, RECEIVER_FORM } from '../../support/killb/exchange';
import { byId, KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';
import { INPUTS } from '../../support/killb/operationInputs';
import { ACCOUNT_ROW, COMPANY_DATA, PERSON_DATA } from '../../support/killb/people';

const sandbox = KillBSandbox.forEachTest();

/** The schema for the node's resource and operation, as n8n serves it if it serves any. */
async function schemaOf(resource: string, operation?: string): Promise<OutputSchema | undefined> {
	if (!N8N.showsSchemas) return outputSchemas().get([resource, operation ?? []].flat().join('/'));
	const packages = await installedPackages();
	const known = packages.getKnownTypes()[packages.fullTypeName('killB')] as { sourcePath: string };
	// Without a build the sources are in place of the build (jest.config.js).
	const inSources = process.env.TEST_BUILT_PACKAGE !== '1';
	const file = inSources ? known.sourcePath.replace(/\bdist[\\/]/, '') : known.sourcePath;
	const nodeDir = path.dirname(file);
	const names = { resource, ...(operation === undefined ? {} : { operation }) };
	return loadOutputSchema({ nodeDir, version: 1, ...names }) as never;
}

/** The schema without members that it does not name. */
function closed(schema: OutputSchema): Record<string, unknown> {
	const { properties, items } = schema;
	return {
		...schema,
		...(items ? { items: closed(items) } : {}),
		...(properties
			? {
					additionalProperties: false,
					properties: Object.fromEntries(
						Object.entries(properties).map(([name, value]) => [name, closed(value)]),
					),
				}
			: {}),
	};
}

async function files(): Promise<IBinaryKeyData> {
	const names = Object.keys(ACCOUNT_ROW);
	const cells = names.map((name) => ({ value: ACCOUNT_ROW[name as never] ?? '', type: String }));
	const sheet = await writeXlsxFile([names.map((value) => ({ value })), cells]).toBuffer();
	const mimeType = 'application/octet-stream';
	return {
		data: { data: Buffer.from('%PDF-1.7').toString('base64'), mimeType, fileName: 'a.pdf' },
		sheet: { data: sheet.toString('base64'), mimeType, fileName: 'a.xlsx' },
	};
}

const EVERYWHERE: INodeParameters = {
	userId: byId(SEEDED_USER_ID),
	accountId: byId(SEEDED_ACCOUNT_ID),
	savingsAccountId: SEEDED_SAVINGS_ID,
	virtualAccountId: byId(SEEDED_VIRTUAL_ACCOUNT_ID),
	preFundAccountId: byId(SEEDED_PREFUND_ID),
	externalAccountId: byId(SEEDED_ACCOUNT_ID),
	countryCode: 'CO',
	depositType: 'ACH',
};

const EXCHANGE = { ...QUOTATION_FORM, ...RECEIVER_FORM };
const PAIR: INodeParameters = {
	fromCurrency: 'USDC',
	cashInMethod: 'PRE_FUND_TRON',
	toCurrency: 'PYG',
	cashOutMethod: 'SPI_PY',
};

/** Inputs of single operations. */
const INPUTS_OF: Record<string, INodeParameters> = {
	...INPUTS,
	'customer.configurePair': PAIR,
	'document.generate': { customer: 'own' },
	'quotation.create': EXCHANGE,
	'quotation.simulate': EXCHANGE,
	'ramp.create': RECEIVER_FORM,
	'ramp.quoteAndCreate': EXCHANGE,
	'quotation.update': { fromAmount: '400000', toAmount: '90' },
	'ramp.update': { accounts: { rows: [{ id: byId(SEEDED_WALLET_ID), amount: '94.750624' }] } },
	'virtualAccount.createWithdrawal': { accountId: byId(SEEDED_WALLET_ID), amount: '5' },
};

/** Others need the objects that these make, or return: the input that names each, and its member. */
const FIRST: Record<string, (item: IDataObject | undefined) => INodeParameters> = {
	'webhook.create': () => ({}),
	'ramp.quoteAndCreate': (item) => ({ rampId: byId(String(item?.id)) }),
	'quotation.create': (item) => ({ quotationId: String(item?.id) }),
	'quotation.update': () => ({}),
	'payout.create': (item) => ({ payoutId: byId(String(item?.id)) }),
	'document.getAll': (item) => ({ documentId: byId(String(item?.id)) }),
	'account.bulkUpload': (item) => ({ jobId: String(item?.jobId) }),
};
/** These end what others need. */
const LAST = ['webhook.delete', 'account.delete', 'user.delete', 'auth.logOut'];

/** How items differ from the schema that n8n serves for their operation. */
async function differences(id: string, items: INodeExecutionData[]): Promise<string[]> {
	const [resource = '', operation = ''] = id.split('.');
	const schema = await schemaOf(resource, operation);
	if (!schema) return ['n8n finds no schema'];
	if (items.length === 0) return ['there are no items'];
	// KillB's types name no member that may be null, but `deletedAt` of what is not deleted.
	const found = items.map(async ({ json: { deletedAt, ...json } }) => [
		...(deletedAt === undefined || schema.properties?.deletedAt ? [] : ['/deletedAt is unknown']),
		...(await schemaViolations(closed(schema), json)),
	]);
	return (await Promise.all(found)).flat();
}

it('names every member of the items that documented answers become', async () => {
	const names = [...outputSchemas().keys()].filter((name) => name.includes('/'));
	const all = names.map((name) => name.replace('/', '.'));
	const others = all.filter((id) => !(id in FIRST) && !LAST.includes(id));
	const given = await files();
	const credentialStore = await sandbox.withoutLimits();
	const { killb } = sandbox.state;
	const userId = (type: 'PERSON' | 'COMPANY', data: IDataObject) => ({
		userId: byId(killb.addUser(type, data).id),
	});
	const inputsOf: typeof INPUTS_OF = {
		...INPUTS_OF,
		// A user without ramps.
		'user.delete': userId('PERSON', { ...PERSON_DATA, email: 'other@example.test' }),
		'user.uploadCompanyDocument': {
			documentType: 'NIT',
			...userId('COMPANY', { ...COMPANY_DATA }),
		},
	};
	let made: INodeParameters = {};
	const found: Record<string, string[]> = {};
	for (const id of [...Object.keys(FIRST), ...others, ...LAST]) {
		const inputs = { ...EVERYWHERE, ...made, ...inputsOf[id] };
		const { items, error } = await sandbox.run(id as 'a.b', inputs, {
			files: given,
			credentials: credentialStore,
		});
		found[id] = error ? [error.message] : await differences(id, items);
		made = { ...made, ...FIRST[id]?.(items[0]?.json) };
	}
	const wrong = Object.entries(found).filter(([, lines]) => lines.length > 0);
	expect(Object.fromEntries(wrong)).toEqual({});
}, 60_000);

it.each(['payout', 'ramp', 'user'])('names every member of a polled %s', async (resource) => {
	const store = await sandbox.withoutLimits();
	const run = async (id: string, inputs: INodeParameters) => {
		const all = { ...EVERYWHERE, ...INPUTS_OF[id], ...inputs };
		const { items, error } = await sandbox.run(id as 'a.b', all, { credentials: store });
		expect(error).toBeUndefined();
		return items;
	};
	await run('payout.create', {});
	await run('ramp.quoteAndCreate', {});
	const polling = new PolledTrigger({
		type: 'killBPollingTrigger',
		parameters: { resource },
		credentials: store,
	});
	const [item] = await polling.test();
	const schema = (await schemaOf(resource)) as OutputSchema;
	expect(await schemaViolations(closed(schema), item)).toEqual([]);
	const [listed] = await run(`${resource}.getAll`, { userType: 'BOTH' });
	expect(item).toMatchObject({ ...listed?.json, event: 'new', previousStatus: null });
});

import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	type Sandbox,
	SEEDED_PREFUND_ID,
	SEEDED_USER_ID,
	SEEDED_VIRTUAL_ACCOUNT_ID,
	SEEDED_WALLET_ID,
} from '../../../sandbox';
import { runNode } from '../../support/engine';
import { INPUTS } from '../../support/killb/operationInputs';
import { COMPANY_DATA } from '../../support/killb/people';
import { hmac, kernelHostHeader, now } from '../../support/triggers/deliveries';
import { credentialsOf } from './credentials';
import { filesOnItem } from './filesOnItem';

type Made = IDataObject[string];

/**
 * The records that exist when a saved workflow runs, by the name that its expressions read from the
 * item, e.g. `rampId`. A name that a corpus uses stays.
 */
const MAKE: Record<string, (given: Given) => Made | Promise<Made>> = {
	bulkJobId: async (given) => {
		const upload = { operation: 'bulkUpload', binaryPropertyName: 'sheet' };
		return (await given.run('killB', { resource: 'account', ...upload })).jobId;
	},
	companyId: ({ state }) => state.killb.addUser('COMPANY', { ...COMPANY_DATA }).id,
	completedRampId: async (given) => {
		const rampId = await given.make('rampId');
		await given.post('/faker/cash-in', { rampId });
		await given.post('/faker/cash-out', { rampId });
		return rampId;
	},
	customerId: ({ state }) => state.killb.users.get(SEEDED_USER_ID)?.customerId,
	documentId: ({ state }) => [...state.killb.documents.byId.keys()][0],
	/** Of a delivery of either service whose body is the file in `data`. */
	headers: async ({ webhookSecret }) => {
		const body = Buffer.from((await filesOnItem())['data']?.data ?? '', 'base64');
		return {
			'x-signature-sha256': hmac(body, webhookSecret),
			'kh-signature': kernelHostHeader(body.toString(), now(), webhookSecret),
		};
	},
	favorite: ({ state }) => (state.killb.favoriteUserId = SEEDED_USER_ID),
	orderId: async (given) => {
		const create = {
			operation: 'create',
			billingCycle: 'monthly',
			productId: byId('42'),
			idempotencyMode: 'automatic',
		};
		return (await given.run('kernelHost', { resource: 'order', ...create })).id;
	},
	payoutId: async (given) => {
		const account = { preFundAccountId: byId(SEEDED_PREFUND_ID), ...INPUTS['payout.create'] };
		return (await given.run('killB', { resource: 'payout', operation: 'create', ...account })).id;
	},
	quotationId: async (given) => (await given.post('/quotations', QUOTATION)).id,
	rampId: async (given) => {
		const quotationId = await given.make('quotationId');
		const receiver = { userId: SEEDED_USER_ID, accountId: SEEDED_WALLET_ID };
		return (await given.post('/ramps', { quotationId, ...receiver })).id;
	},
	/** Of the most recent ramp. */
	rampAmount: ({ state }) => [...state.killb.ramps.values()].at(-1)?.['toAmount'] as number,
	stoppedService: ({ state }) => changeService(state, { power: 'stopped' }),
	suspendedService: ({ state }) => changeService(state, { status: 'suspended', power: 'stopped' }),
	webhook: ({ state }) =>
		state.killb.setWebhook('http://127.0.0.1:9/', 'a secret of 32 characters or more', ['RAMP']).id,
	withdrawalId: async (given) => {
		const withdraw = { resource: 'virtualAccount', operation: 'createWithdrawal', amount: '5' };
		const virtualAccountId = byId(SEEDED_VIRTUAL_ACCOUNT_ID);
		const accountId = byId(SEEDED_WALLET_ID);
		return (await given.run('killB', { ...withdraw, virtualAccountId, accountId })).id;
	},
};

const QUOTATION = {
	fromCurrency: 'COP',
	cashInMethod: 'PSE',
	toCurrency: 'USDC',
	cashOutMethod: 'POLYGON',
	amount: 400_000,
	amountIsToCurrency: false,
	isFastPay: false,
};

/** The service that the saved workflows name. */
export const SERVICE_ID = 5001;

function changeService({ kernelhost }: Sandbox['state'], change: object): number {
	Object.assign(kernelhost.services.get(SERVICE_ID) ?? {}, change);
	return SERVICE_ID;
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Creates the records in a sandbox that a saved node needs. */
export class Given {
	constructor(private readonly sandbox: Sandbox) {}

	get state() {
		return this.sandbox.state;
	}

	get webhookSecret() {
		return this.sandbox.details.webhookSecret;
	}

	/** The item with everything that these parameters read from it. */
	async itemFor(parameters: INodeParameters, also: readonly string[]): Promise<IDataObject> {
		const read = JSON.stringify(parameters).matchAll(/\$json\.(\w+)/g);
		const item: IDataObject = {};
		for (const name of new Set([...also, ...[...read].map((match) => String(match[1]))])) {
			item[name] = await this.make(name);
		}
		return item;
	}

	/** @throws Error for an unknown name */
	async make(name: string): Promise<Made> {
		const make = MAKE[name];
		if (!make) throw new Error(`Nothing is known to make "${name}" of`);
		return await make(this);
	}

	async post(path: string, body: object): Promise<IDataObject> {
		return await this.run('killB', {
			resource: 'apiRequest',
			operation: 'send',
			method: 'POST',
			path: `/api/v2${path}`,
			body: JSON.stringify(body),
		});
	}

	async run(type: string, parameters: INodeParameters): Promise<IDataObject> {
		const credentials = credentialsOf(this.sandbox);
		const files = await filesOnItem();
		const { items, error } = await runNode({ type, parameters, credentials, files });
		if (error) throw error;
		return items[0]?.json ?? {};
	}
}

import type { INodeParameters } from 'n8n-workflow';
import { PERSONALITIES, type PersonalityName } from '../../../sandbox';
import { sendKernelHostEvent } from '../../../sandbox/kernelhost/events';
import { deliverWebhook, loadList, NODE_NAME } from '../../support/engine';
import { freezeClockForThisFile, later } from '../../support/engine/frozenClock';
import { byId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';
import {
	choicesOf,
	firstErrorOf,
	itemsOf,
	type Remedies,
	type Remedy,
	shown,
	type Step,
} from '../../support/personalities/trial';
import { hooksOf, KERNELHOST, LIVE } from '../../support/triggers/slots';
import { plainAddress } from '../../../core/webhook/subscription';

freezeClockForThisFile();
const sandbox = KernelHostSandbox.forEachTest();

/** The personalities with which the operations need a setting; the others need none. */
const REMEDIES: Remedies = {
	fullPathSigned: { named: 'signedPath', overrides: { signedPath: 'fullPath' } },
	upperCaseSignature: { named: 'signatureDigits', overrides: { signatureDigits: 'upper' } },
	otherActionField: { named: 'actionField', overrides: { actionField: 'command' } },
	otherConfigOptionsField: {
		named: 'configOptionsField',
		overrides: { configOptionsField: 'configuration' },
	},
	otherWebhookField: {
		named: 'webhookUrlField',
		overrides: { webhookUrlField: 'callback_url' },
	},
	emptyTextRemovesWebhook: { named: 'webhookEmptyValue', overrides: { webhookEmptyValue: '' } },
	otherPageParameter: { named: 'pageParameter', overrides: { pageParameter: 'page_number' } },
	otherCursorParameter: { named: 'cursorParameter', overrides: { cursorParameter: 'after' } },
	unknownParametersRejected: { named: 'pageParameter', overrides: { pageParameter: 'p' } },
	largePagesRejected: { named: 'Page Size', options: { pageSize: 20 }, byHand: true },
	otherIdField: { named: 'By ID', byHand: true },
	otherStatusField: { named: 'statusField', overrides: { statusField: 'condition' } },
	otherFinalStatus: {
		named: 'finalStatuses.order',
		overrides: { finalStatuses: { order: ['live'] } },
	},
};

/** Waiting takes seconds, so only those try it that differ in it. */
const WAIT: readonly string[] = ['otherStatusField', 'otherFinalStatus'];

/** Those that differ in large pages; with the others the lists have several small ones. */
const LARGE_PAGES: readonly string[] = ['smallPages', 'largePagesRejected'];

function credentialsFor({ overrides }: Partial<Remedy>) {
	const { webhookSecret } = sandbox.running.details;
	return sandbox.credentials({
		webhookSecret,
		...(overrides ? { vendorOverrides: JSON.stringify(overrides) } : {}),
	});
}

async function run(
	operation: `${string}.${string}`,
	form: INodeParameters,
	remedy: Partial<Remedy>,
) {
	return itemsOf(await sandbox.run(operation, form, { credentials: credentialsFor(remedy) }));
}

const serviceId = () => String([...sandbox.state.kernelhost.services.keys()][0]);
const invoiceId = () => String([...sandbox.state.kernelhost.invoices.keys()][0]);

/** The main operations, each with the check of what really happened. */
function stepsFor(name: PersonalityName): Step[] {
	const everything: Step = async (remedy) => {
		for (const operation of ['service.getAll', 'invoice.getAll'] as const) {
			const usual = LARGE_PAGES.includes(name) ? {} : { pageSize: 12 };
			const form = { returnAll: true, options: remedy.options ?? usual };
			const found = await run(operation, form, remedy);
			expect(new Set(found.map((entry) => JSON.stringify(entry))).size).toBe(30);
			expect(found).toHaveLength(30);
		}
		expect(await run('product.getAll', { returnAll: true }, remedy)).toHaveLength(9);
	};

	const order: Step = async (remedy) => {
		const form = {
			productId: byId('42'),
			billingCycle: 'monthly',
			idempotencyMode: 'reference',
			businessReference: 'order-1',
			configOptions: { entries: [{ name: 'operating_system', value: 'ubuntu-24.04' }] },
			options: WAIT.includes(name) ? { waitUntilDone: true, waitAtMost: 1 } : {},
		};
		// Twice under one reference: the second is the first again.
		for (const round of [1, 2]) {
			const running = run('order.create', form, remedy);
			if (name === 'otherFinalStatus' && !remedy.overrides) {
				const check = { method: 'GET', path: /\/v1\/orders\/\d+$/ };
				await sandbox.state.journal.waitFor(check, 1, 30_000);
				later(60_000);
			}
			const [placed] = await running;
			const [[id, known] = []] = [...sandbox.state.kernelhost.orders];
			expect([round, placed?.id]).toEqual([round, id]);
			expect(known?.config_options).toMatchObject({ operating_system: 'ubuntu-24.04' });
		}
	};

	const reboot: Step = async (remedy) => {
		await run(
			'service.reboot',
			{ serviceId: byId(serviceId()), idempotencyMode: 'automatic' },
			remedy,
		);
		expect(sandbox.state.kernelhost.actions.map(({ action }) => action)).toEqual(['reboot']);
	};

	const webhook: Step = async (remedy) => {
		const url = 'http://127.0.0.1:1/hook';
		await run('webhook.set', { url }, remedy);
		expect(sandbox.state.kernelhost.webhookUrl).toBe(url);
		expect(JSON.stringify(await run('webhook.get', {}, remedy))).toContain(url);
		await run('webhook.remove', {}, remedy);
		expect(sandbox.state.kernelhost.webhookUrl).toBeNull();
	};

	const invoice: Step = async (remedy) => {
		const form = { invoiceId: byId(invoiceId()), binaryProperty: 'data' };
		const result = await sandbox.run('invoice.downloadPdf', form, {
			credentials: credentialsFor(remedy),
		});
		expect(itemsOf(result)).toHaveLength(1);
		const data = result.runData[NODE_NAME]?.at(-1)?.data?.main?.[0]?.[0]?.binary?.data;
		expect(data?.mimeType).toBe('application/pdf');
	};

	const form: Step = async (remedy) => {
		if (remedy.byHand) return;
		for (const method of ['searchServices', 'searchProducts']) {
			const credentials = credentialsFor(remedy);
			choicesOf(await shown(loadList({ type: 'kernelHost', method, credentials })));
		}
	};

	const trigger: Step = async (remedy) => {
		const credentials = credentialsFor(remedy);
		const hooks = await hooksOf(KERNELHOST, sandbox.running, {}, { credentials });
		await shown(hooks.publish());
		expect(plainAddress(sandbox.state.kernelhost.webhookUrl ?? '')).toBe(LIVE);
		await sendKernelHostEvent(
			sandbox.state.kernelhost,
			{ type: 'order.paid', data: { id: 1001, status: 'paid' } },
			{ url: 'http://127.0.0.1:1/', maxAttempts: 1 },
		);
		const [sent] = sandbox.state.journal
			.entries({ direction: 'out' })
			.filter(({ path }) => path === 'http://127.0.0.1:1/');
		const delivered = await deliverWebhook({
			type: 'kernelHostTrigger',
			parameters: { events: ['order.paid'] },
			credentials,
			rawBody: sent?.body ?? '',
			headers: sent?.headers ?? {},
		});
		expect(delivered).toMatchObject({ status: 200, executionStarted: true });
		expect(JSON.stringify(delivered.items)).toContain('1001');
		await shown(hooks.unpublish());
		expect(sandbox.state.kernelhost.webhookUrl).toBeNull();
	};

	const declined: Step = async (remedy) => {
		if (name !== 'declinesForgotten') return;
		const credentials = credentialsFor(remedy);
		const reference = { idempotencyMode: 'reference', businessReference: 'declined-1' };
		const parameters = { productId: byId('42'), billingCycle: 'monthly', ...reference };
		sandbox.state.update('account', { balance: '0.00', card: 'declined' });
		const { error } = await sandbox.run('order.create', parameters, { credentials });
		expect(error?.message).toBe('Payment failed: the card was declined');
		sandbox.state.update('account', { card: 'valid' });
		await run('order.create', parameters, remedy);
		expect(sandbox.state.kernelhost.orders.size).toBe(2);
	};

	const limit: Step = async (remedy) => {
		if (name !== 'resetInSeconds') return;
		sandbox.state.update('limits', { kernelhost: { enabled: true, burst: 3, perMinute: 600 } });
		for (let count = 0; count < 6; count++) await run('account.get', {}, remedy);
		expect(sandbox.state.kernelhost.rateLimited).toBeGreaterThan(0);
		sandbox.state.update('limits', { kernelhost: { enabled: false } });
	};

	const account: Step = async (remedy) => {
		expect(await run('account.get', {}, remedy)).toHaveLength(1);
		expect(await run('balance.get', {}, remedy)).toHaveLength(1);
	};

	return [limit, account, everything, order, reboot, webhook, invoice, form, trigger, declined];
}

/** Orders and actions by their keys, each of which may stand for one thing only. */
function doneTwice(): unknown[] {
	const { orderKeys, actions } = sandbox.state.kernelhost;
	const keys = [...orderKeys.values(), ...actions.map(({ idempotencyKey }) => idempotencyKey)];
	return keys.filter((key, index) => keys.indexOf(key) !== index);
}

const names = (Object.keys(PERSONALITIES) as PersonalityName[]).filter(
	(name) => PERSONALITIES[name].service === 'kernelhost',
);

it('knows every setting by the name of an existing personality', () => {
	expect(Object.keys(REMEDIES).filter((name) => !names.includes(name as never))).toEqual([]);
});

/** Without a limit, except in the step that is about it. */
function personify(name: PersonalityName): void {
	sandbox.state.personify([name]);
	sandbox.state.update('limits', { kernelhost: { enabled: false } });
}

describe.each(names.filter((name) => REMEDIES[name]))('with a KernelHost like %s', (name) => {
	it('the first error names the setting, and nothing is done twice', async () => {
		personify(name);
		expect(await firstErrorOf(stepsFor(name), {})).toContain(REMEDIES[name]?.named);
		expect(doneTwice()).toEqual([]);
		expect(sandbox.state.kernelhost.orders.size).toBeLessThanOrEqual(1);
	});
});

describe.each(names)('with a KernelHost like %s', (name) => {
	it(`everything works ${REMEDIES[name] ? 'with that setting' : 'by itself'}`, async () => {
		personify(name);
		expect(await firstErrorOf(stepsFor(name), REMEDIES[name] ?? {})).toBeUndefined();
		expect(doneTwice()).toEqual([]);
	});
});

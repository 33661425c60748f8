import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	PERSONALITIES,
	type PersonalityName,
	SEEDED_ACCOUNT_ID,
	SEEDED_PREFUND_ID,
	SEEDED_WALLET_ID,
} from '../../../sandbox';
import { deliverWebhook, loadList } from '../../support/engine';
import { ACCOUNT_FORMS, PERSON_HOLDER } from '../../support/killb/accountForms';
import { QUOTATION_FORM, RECEIVER_FORM } from '../../support/killb/exchange';
import { byId, KillBSandbox } from '../../support/killb/killBSandbox';
import { PERSON_DATA, PERSON_FORM } from '../../support/killb/people';
import {
	choicesOf,
	firstErrorOf,
	itemsOf,
	type Remedies,
	type Remedy,
	shown,
	type Step,
} from '../../support/personalities/trial';
import { hooksOf, KILLB, LIVE } from '../../support/triggers/slots';
import { plainAddress } from '../../../core/webhook/subscription';

const sandbox = KillBSandbox.forEachTest();

/** The personalities with which the operations need a setting; the others need none. */
const REMEDIES: Remedies = {
	largeKillBPagesRejected: { named: 'Page Size', options: { pageSize: 25 }, byHand: true },
	otherPreFundMember: { named: 'By ID', byHand: true },
	signManyNeedsIds: {
		named: 'Options › Body (JSON)',
		options: { body: '{"documentIds": ["any"]}' },
	},
};

const LIMITED: readonly string[] = ['lowerLimit', 'resetInMilliseconds', 'resetInKillBSeconds'];
const PERSONS = 60;

const credentials = () =>
	sandbox.credentials({ webhookSecret: sandbox.running.details.webhookSecret });

async function run(operation: `${string}.${string}`, form: INodeParameters = {}, items = [{}]) {
	return itemsOf(await sandbox.run(operation, form, { credentials: credentials(), items }));
}

const own = (externalId: string) => ({ externalIdMode: 'own', externalId });

/** The main operations, each with the check of what really happened. */
function stepsFor(name: PersonalityName): Step[] {
	const state = () => sandbox.state.killb;

	const limit: Step = async () => {
		if (!LIMITED.includes(name)) return;
		const enabled = name === 'lowerLimit' ? {} : { perSecond: 5, burst: 5 };
		sandbox.state.update('limits', { killb: { enabled: true, ...enabled } });
		const items = Array.from({ length: 12 }, () => ({}));
		expect(await run('auth.getCurrentUser', {}, items)).toHaveLength(12);
		expect(state().rateLimited).toBeGreaterThan(0);
		sandbox.state.update('limits', { killb: { enabled: false } });
	};

	const lists: Step = async ({ options }) => {
		const pageSize = options?.pageSize === undefined ? {} : { pageSize: options.pageSize };
		const users = await run('user.getAll', {
			userType: 'PERSON',
			returnAll: true,
			options: pageSize,
		});
		expect(new Set(users.map(({ id }) => id)).size).toBe(PERSONS + 1);
		const ids = [SEEDED_ACCOUNT_ID, SEEDED_WALLET_ID];
		const filters = { ids };
		const form = { returnAll: true, filters, options: pageSize };
		const accounts = await run('account.getAll', form);
		expect(accounts.map(({ id }) => id).sort()).toEqual([...ids].sort());
	};

	/** Twice under one external ID: the second is the first again. */
	const twice = async (operation: `${string}.${string}`, form: INodeParameters) => {
		const rounds: IDataObject[] = [];
		for (let round = 0; round < 2; round++) rounds.push(...(await run(operation, form)));
		expect(rounds).toHaveLength(2);
		expect(rounds[1]?.id).toBe(rounds[0]?.id);
	};

	const ramp: Step = async () => {
		const [quotation] = await run('quotation.create', QUOTATION_FORM);
		expect(quotation?.id).toEqual(expect.any(String));
		await twice('ramp.quoteAndCreate', { ...QUOTATION_FORM, ...RECEIVER_FORM, ...own('ramp-1') });
		expect(state().ramps.size).toBe(1);
	};

	const payout: Step = async () => {
		await twice('payout.create', {
			preFundAccountId: byId(SEEDED_PREFUND_ID),
			amount: '8000',
			beneficiaryType: 'BANK',
			...PERSON_HOLDER,
			...ACCOUNT_FORMS['PSE']?.form,
			...own('payout-1'),
		});
		expect(state().payouts.byId.size).toBe(1);
	};

	const user: Step = async () => {
		await twice('user.create', { ...PERSON_FORM, ...own('user-1') });
		expect([...state().users.values()].filter(({ externalId }) => externalId)).toHaveLength(1);
	};

	const connection: Step = async () => {
		const findings = await run('auth.checkConnection');
		expect(findings.filter(({ verdict }) => verdict === 'problem')).toEqual([]);
		expect(findings.map(({ message }) => message)).toContain(
			'No webhook URL is set, so KillB sends no events.',
		);
	};

	const form: Step = async ({ byHand }) => {
		if (byHand) return;
		for (const method of ['searchUsers', 'searchPreFundAccounts']) {
			choicesOf(await shown(loadList({ type: 'killB', method, credentials: credentials() })));
		}
	};

	const trigger: Step = async () => {
		const hooks = await hooksOf(KILLB, sandbox.running, { events: ['RAMP'] });
		await shown(hooks.publish());
		expect(plainAddress(state().webhook?.config.url ?? '')).toBe(LIVE);
		const data = { id: 'ramp-of-the-event', status: 'COMPLETED' };
		await state().events.send(
			{ event: 'RAMP', action: 'UPDATE', data },
			{ url: 'http://127.0.0.1:1/', maxAttempts: 1 },
		);
		const [sent] = sandbox.state.journal.entries({ direction: 'out', path: 'http://127.0.0.1:1/' });
		const delivered = await deliverWebhook({
			type: 'killBTrigger',
			parameters: { events: ['RAMP'] },
			credentials: credentials(),
			rawBody: sent?.body ?? '',
			headers: sent?.headers ?? {},
		});
		expect(delivered).toMatchObject({ status: 200, executionStarted: true });
		expect(JSON.stringify(delivered.items)).toContain(data.id);
		await shown(hooks.unpublish());
		expect(state().webhook).toBeNull();
	};

	const documents: Step = async ({ options }) => {
		const pending = () =>
			[...state().documents.byId.values()].filter(({ status }) => status === 'PENDING');
		expect(pending()).not.toEqual([]);
		const body = options?.body === undefined ? {} : { body: options.body };
		await run('document.signMany', { options: body });
		expect(pending()).toEqual([]);
	};

	return [limit, lists, ramp, payout, user, connection, form, trigger, documents];
}

const names = (Object.keys(PERSONALITIES) as PersonalityName[]).filter(
	(name) => PERSONALITIES[name].service === 'killb',
);

/** Without a limit, except in the step that is about it; and with more than one page. */
function personify(name: PersonalityName): void {
	sandbox.state.personify([name]);
	sandbox.state.update('limits', { killb: { enabled: false } });
	// One that no filter of the steps finds.
	sandbox.state.killb.accounts.add('WALLET', {}, {});
	for (let number = 0; number < PERSONS; number++) {
		sandbox.state.killb.addUser('PERSON', { ...PERSON_DATA, email: `${number}@example.test` });
	}
}

/** Ramps, payouts and users under an external ID that another has too. */
function madeTwice(): unknown[] {
	const { ramps, payouts, users } = sandbox.state.killb;
	const made = [ramps, payouts.byId, users].flatMap((records) => [
		...(records as Map<string, { externalId?: string }>).values(),
	]);
	const ids = made.flatMap(({ externalId }) => externalId ?? []);
	return ids.filter((id, index) => ids.indexOf(id) !== index);
}

it('knows every setting by the name of an existing personality', () => {
	expect(Object.keys(REMEDIES).filter((name) => !names.includes(name as never))).toEqual([]);
});

describe.each(names.filter((name) => REMEDIES[name]))('with a KillB like %s', (name) => {
	it('the first error names the setting, and nothing is done twice', async () => {
		personify(name);
		expect(await firstErrorOf(stepsFor(name), {})).toContain(REMEDIES[name]?.named);
		expect(madeTwice()).toEqual([]);
	});
});

describe.each(names)('with a KillB like %s', (name) => {
	const remedy: Partial<Remedy> = REMEDIES[name] ?? {};

	it(`everything works ${REMEDIES[name] ? 'with that setting' : 'by itself'}`, async () => {
		personify(name);
		expect(await firstErrorOf(stepsFor(name), remedy)).toBeUndefined();
		expect(madeTwice()).toEqual([]);
	});
});

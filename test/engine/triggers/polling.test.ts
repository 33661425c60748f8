import type { IDataObject } from 'n8n-workflow';
import { type Sandbox, SEEDED_USER_ID, startSandbox } from '../../../sandbox';
import { CredentialStore, runNode, type WireRequest, WireServer } from '../../support/engine';
import { PolledTrigger } from '../../support/engine/polledTrigger';
import { PERSON_DATA } from '../../support/killb/people';

let server: WireServer;
beforeAll(async () => {
	server = await WireServer.start();
});
afterAll(async () => await server.close());

interface Ramp extends IDataObject {
	id: string;
	status: string;
}

/** KillB with these ramps, in the order of its list. */
class KillB {
	ramps: Ramp[] = [];
	/** Called before the answer to each request of a page. */
	beforePage: (page: number) => Promise<void> | void = () => undefined;
	newestFirst = true;
	private made = 0;

	/** Creates a ramp; each is a second younger than the one before. */
	add(status = 'CREATED'): Ramp {
		const createdAt = new Date(Date.UTC(2026, 0, 1) + 1000 * this.made).toISOString();
		const ramp = { id: `ramp-${this.made++}`, status, fromAmount: 5, createdAt, isPreFunded: true };
		this.ramps.push(ramp);
		return ramp;
	}

	async answer({ target }: WireRequest) {
		if (target.endsWith('/auth/login')) {
			return { status: 201, body: { accessToken: 'a', refreshToken: 'r', expiresIn: 3_600_000 } };
		}
		const query = new URL(target, server.url).searchParams;
		const [page, limit] = [Number(query.get('page')), Number(query.get('limit'))];
		await this.beforePage(page);
		const ramps = this.newestFirst ? [...this.ramps].reverse() : this.ramps;
		const totalPage = Math.ceil(ramps.length / limit);
		return { body: { ramps: ramps.slice((page - 1) * limit, page * limit), totalPage } };
	}

	pagesAsked(): number[] {
		return server.requests
			.filter(({ target }) => target.includes('/ramps'))
			.map(({ target }) => Number(new URL(target, server.url).searchParams.get('page')));
	}
}

let killB: KillB;
beforeEach(() => {
	killB = new KillB();
	server.answer(async (request) => await killB.answer(request));
});

/** One account of KillB for each test, because sessions are remembered by process. */
let accounts = 0;
const login = (email = `account-${accounts++}@x.test`) => ({
	killBApi: { environment: 'custom', baseUrl: server.url, email, password: 'P@ssw0rd123!' },
});

function trigger(parameters: IDataObject = {}): PolledTrigger {
	return new PolledTrigger({
		type: 'killBPollingTrigger',
		parameters: parameters as never,
		credentials: login(),
	});
}

const brief = (items: IDataObject[]) =>
	items.map(({ event, objectId, previousStatus, status }) =>
		[event, objectId, previousStatus, status].join(' '),
	);

describe('a published polling trigger', () => {
	it('emits nothing that was there before', async () => {
		killB.add();
		const polling = trigger();
		expect(await polling.publish()).toEqual([]);
		expect(await polling.poll()).toEqual([]);
	});

	it('emits new objects and changes of status once each, the oldest object first', async () => {
		const old = killB.add();
		const polling = trigger();
		await polling.publish();
		old.status = 'COMPLETED';
		killB.add();
		killB.add('CASH_IN_PENDING');
		expect(brief(await polling.poll())).toEqual([
			'statusChanged ramp-0 CREATED COMPLETED',
			'new ramp-1  CREATED',
			'new ramp-2  CASH_IN_PENDING',
		]);
		expect(await polling.poll()).toEqual([]);
		old.status = 'CREATED';
		expect(brief(await polling.poll())).toEqual(['statusChanged ramp-0 COMPLETED CREATED']);
	});

	it('returns what Get Many returns, and what happened', async () => {
		const polling = trigger();
		await polling.publish();
		const { id } = killB.add();
		const [item] = await polling.poll();
		const { items } = await runNode({
			type: 'killB',
			parameters: { resource: 'ramp', operation: 'getAll', returnAll: true },
			credentials: login(),
		});
		expect(item).toEqual({ event: 'new', objectId: id, previousStatus: null, ...items[0]?.json });
	});

	it('returns all members without Simplify', async () => {
		const polling = trigger({ simple: false });
		await polling.publish();
		killB.add();
		expect(await polling.poll()).toMatchObject([{ isPreFunded: true }]);
	});

	it('emits the chosen events and statuses only', async () => {
		const polling = trigger({ events: ['statusChanged'], rampStatuses: ['COMPLETED'] });
		await polling.publish();
		const ramp = killB.add();
		expect(await polling.poll()).toEqual([]);
		ramp.status = 'CASH_IN_PENDING';
		expect(await polling.poll()).toEqual([]);
		ramp.status = 'COMPLETED';
		killB.add('COMPLETED');
		expect(brief(await polling.poll())).toEqual([
			'statusChanged ramp-0 CASH_IN_PENDING COMPLETED',
			'statusChanged ramp-1  COMPLETED',
		]);
	});
});

describe('what a polling trigger remembers', () => {
	it('survives a kill of n8n: nothing is emitted twice or missed', async () => {
		const polling = trigger();
		await polling.publish();
		const first = killB.add();
		expect(brief(await polling.poll())).toEqual(['new ramp-0  CREATED']);
		polling.kill();
		first.status = 'COMPLETED';
		killB.add();
		expect(brief(await polling.publish())).toEqual([
			'statusChanged ramp-0 CREATED COMPLETED',
			'new ramp-1  CREATED',
		]);
		polling.kill();
		expect(await polling.publish()).toEqual([]);
	});

	it('survives a kill right after publishing', async () => {
		killB.add();
		const polling = trigger();
		await polling.publish();
		polling.kill();
		killB.add();
		expect(brief(await polling.publish())).toEqual(['new ramp-1  CREATED']);
	});

	it('is not needed for a chosen status that came after a poll without items', async () => {
		const polling = trigger({ events: ['statusChanged'], rampStatuses: ['COMPLETED'] });
		await polling.publish();
		const ramp = killB.add();
		expect(await polling.poll()).toEqual([]);
		polling.kill();
		ramp.status = 'COMPLETED';
		expect(brief(await polling.publish())).toEqual(['statusChanged ramp-0  COMPLETED']);
	});

	it('includes what a filter hides: another filter brings at most what came since the last item', async () => {
		const polling = trigger({ events: ['new'], rampStatuses: ['FAILED'] });
		await polling.publish();
		killB.add();
		killB.add('FAILED');
		expect(brief(await polling.poll())).toEqual(['new ramp-1  FAILED']);
		killB.add();
		expect(await polling.poll()).toEqual([]);
		const found = await polling.publish({ parameters: { events: ['new'] } });
		expect(brief(found)).toEqual(['new ramp-2  CREATED']);
	});

	it('starts over with another account or list', async () => {
		killB.add();
		const polling = trigger();
		await polling.publish();
		killB.add();
		expect(await polling.publish({ credentials: login() })).toEqual([]);
		expect(await polling.poll()).toEqual([]);
	});

	it('is of another account when the credential is changed while the workflow is published', async () => {
		killB.add();
		const store = await CredentialStore.of(login());
		const polling = new PolledTrigger({ type: 'killBPollingTrigger', credentials: store });
		await polling.publish();
		await store.edit('killBApi', { email: 'another@x.test' });
		killB.add();
		expect(await polling.poll()).toEqual([]);
		killB.add();
		expect(brief(await polling.poll())).toEqual(['new ramp-2  CREATED']);
	});

	it('stays when the credential cannot be read for a moment: the next poll finds all', async () => {
		const store = await CredentialStore.of(login());
		const polling = new PolledTrigger({ type: 'killBPollingTrigger', credentials: store });
		await polling.publish();
		killB.add();
		const find = jest.spyOn(store, 'find').mockImplementationOnce(() => {
			throw new Error('SQLITE_BUSY: database is locked');
		});
		await expect(polling.poll()).rejects.toThrow('database is locked');
		expect(find).toHaveBeenCalled();
		killB.add();
		expect(brief(await polling.poll())).toEqual(['new ramp-0  CREATED', 'new ramp-1  CREATED']);
	});

	it.each([
		['rampStatuses', '={{ null }}', 'Statuses is an expression that returned nothing'],
		['rampStatuses', '={{ [] }}', 'Statuses is an expression that returned nothing'],
		['rampStatuses', '={{ 5 }}', 'Statuses must be a list of names'],
		['events', '={{ null }}', 'Events is an expression that returned nothing'],
		['events', [], 'Events is empty'],
	])('stays while %s is %s, which is an error', async (name, value, message) => {
		const polling = trigger();
		await polling.publish();
		killB.add('COMPLETED');
		polling.kill();
		await expect(polling.publish({ parameters: { [name]: value } })).rejects.toThrow(message);
		const found = await polling.publish({ parameters: { rampStatuses: "={{ 'COMPLETED' }}" } });
		expect(brief(found)).toEqual(['new ramp-0  COMPLETED']);
	});

	it('does not name the account', async () => {
		const polling = new PolledTrigger({
			type: 'killBPollingTrigger',
			credentials: login('someone@x.test'),
		});
		killB.add();
		await polling.publish();
		const stored = JSON.stringify(polling.storedData);
		expect(stored).toContain('ramp-0');
		expect(stored).not.toMatch(/someone|127\.0\.0\.1/);
	});

	it('is not changed by a test in the editor, which shows the newest object', async () => {
		killB.add();
		killB.add();
		const polling = trigger();
		await polling.publish();
		const before = polling.storedData;
		killB.add('FAILED');
		expect(brief(await polling.test())).toEqual(['new ramp-2  FAILED']);
		expect(polling.storedData).toEqual(before);
		expect(brief(await polling.poll())).toEqual(['new ramp-2  FAILED']);
	});
});

describe('a list that is longer than what a poll reads', () => {
	const add = (count: number) => Array.from({ length: count }, () => killB.add());

	it.each([true, false])(
		'is read from its newest object (newest first: %s)',
		async (newestFirst) => {
			killB.newestFirst = newestFirst;
			const ramps = add(1150);
			const polling = trigger();
			await polling.publish();
			// The first poll reads twice.
			expect(killB.pagesAsked().length).toBeLessThanOrEqual(newestFirst ? 20 : 24);
			server.requests.length = 0;
			expect(await polling.poll()).toEqual([]);
			expect(killB.pagesAsked().length).toBeLessThanOrEqual(newestFirst ? 10 : 12);
			killB.add();
			(ramps[1149] as Ramp).status = 'COMPLETED';
			(ramps[0] as Ramp).status = 'COMPLETED';
			expect(brief(await polling.poll())).toEqual([
				'statusChanged ramp-1149 CREATED COMPLETED',
				'new ramp-1150  CREATED',
			]);
			// Of 1,000 objects in view, and of those that were before: bounded.
			add(1000);
			expect(await polling.poll()).toHaveLength(1000);
			add(1000);
			expect(await polling.poll()).toHaveLength(1000);
			const [stored] = Object.values(polling.storedData) as Array<{ memory: { ids: string[] } }>;
			expect(stored?.memory.ids).toHaveLength(2000);
		},
	);

	it('does not make old objects new that come into view when others are deleted', async () => {
		add(1100);
		const polling = trigger();
		await polling.publish();
		killB.ramps.splice(600, 50);
		expect(await polling.poll()).toEqual([]);
		killB.add();
		expect(brief(await polling.poll())).toEqual(['new ramp-1100  CREATED']);
	});
});

describe('while the pages are read', () => {
	beforeEach(() => {
		for (let count = 0; count < 250; count++) killB.add();
	});

	it('objects may be added: each is emitted once', async () => {
		const polling = trigger();
		await polling.publish();
		killB.beforePage = (page) => {
			if (page === 2) killB.add();
		};
		const found = [...(await polling.poll()), ...(await polling.poll()), ...(await polling.poll())];
		killB.beforePage = () => undefined;
		found.push(...(await polling.poll()));
		expect(brief(found)).toEqual([250, 251, 252].map((number) => `new ramp-${number}  CREATED`));
	});

	it('objects may be deleted: none is new afterwards', async () => {
		const polling = trigger();
		await polling.publish();
		killB.beforePage = (page) => {
			if (page === 2) killB.ramps.splice(-10, 10);
		};
		expect(await polling.poll()).toEqual([]);
		killB.beforePage = () => undefined;
		expect(await polling.poll()).toEqual([]);
	});

	it.each([true, false])(
		'of the first poll, objects may be deleted: none is new afterwards (newest first: %s)',
		async (newestFirst) => {
			killB.newestFirst = newestFirst;
			killB.ramps.splice(201);
			const polling = trigger();
			killB.beforePage = (page) => {
				if (page === (newestFirst ? 2 : 3)) killB.ramps.splice(newestFirst ? -3 : 5, 3);
			};
			await polling.publish();
			killB.beforePage = () => undefined;
			expect(await polling.poll()).toEqual([]);
			killB.add();
			expect(brief(await polling.poll())).toEqual(['new ramp-250  CREATED']);
		},
	);

	it('a page may fail: nothing is emitted, and the next poll finds all of it', async () => {
		const polling = trigger();
		await polling.publish();
		killB.add();
		killB.beforePage = (page) => {
			if (page === 3) throw new Error('page 3');
		};
		await expect(polling.poll()).rejects.toThrow(/\(KILLB_HTTP_500\)$/);
		killB.beforePage = () => undefined;
		expect(brief(await polling.poll())).toEqual(['new ramp-250  CREATED']);
	});

	it('another poll finds nothing, and does not read', async () => {
		const polling = trigger();
		await polling.publish();
		killB.add();
		let overlapping: Promise<IDataObject[]> | undefined;
		killB.beforePage = async (page) => {
			if (page !== 2 || overlapping) return;
			overlapping = polling.poll();
			expect(await overlapping).toEqual([]);
		};
		server.requests.length = 0;
		expect(await polling.poll()).toHaveLength(1);
		expect(overlapping).toBeDefined();
		expect(killB.pagesAsked().sort()).toEqual([1, 2, 3]);
	});
});

describe('a test in the editor', () => {
	it('says that there is nothing yet', async () => {
		await expect(trigger().test()).rejects.toThrow(
			'KillB has no ramps yet, so there is nothing to show. Create one and try again',
		);
	});

	it('shows the newest user, whether a person or a company', async () => {
		const users = { PERSON: '2026-01-01T00:00:00.000Z', COMPANY: '2026-01-02T00:00:00.000Z' };
		server.answer(async (request) => {
			const type = new URL(request.target, server.url).searchParams.get('type');
			if (type === null) return await killB.answer(request);
			const user = { id: type, status: 'ACTIVE', createdAt: users[type as keyof typeof users] };
			return { body: { users: [user], totalPage: 1 } };
		});
		expect(brief(await trigger({ resource: 'user' }).test())).toEqual(['new COMPANY  ACTIVE']);
		users.PERSON = '2026-01-03T00:00:00.000Z';
		expect(brief(await trigger({ resource: 'user' }).test())).toEqual(['new PERSON  ACTIVE']);
	});
});

describe('against the sandbox', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	afterAll(async () => await sandbox.close());

	it('the KillB trigger finds persons and companies', async () => {
		const { killb: baseUrl, email, password } = sandbox.details;
		const polling = new PolledTrigger({
			type: 'killBPollingTrigger',
			parameters: { resource: 'user' },
			credentials: { killBApi: { environment: 'custom', baseUrl, email, password } },
		});
		await polling.publish();
		const company = sandbox.state.killb.addUser('COMPANY', { companyName: 'Acme' });
		const person = sandbox.state.killb.addUser('PERSON', { ...PERSON_DATA });
		const seeded = sandbox.state.killb.users.get(SEEDED_USER_ID);
		if (seeded) seeded.status = 'REJECTED';
		const found = await polling.poll();
		expect(brief(found)).toEqual([
			`statusChanged ${SEEDED_USER_ID} ACTIVE REJECTED`,
			`new ${person.id}  ACTIVE`,
			`new ${company.id}  ACTIVE`,
		]);
	});

	const kernelHost = (parameters: IDataObject) => {
		const { keyId, secret, kernelhost: apiRoot } = sandbox.details;
		const pace = { adjustLimits: true, requestsPerMinute: 60_000, burst: 1000 };
		return new PolledTrigger({
			type: 'kernelHostPollingTrigger',
			parameters: parameters as never,
			credentials: { kernelHostApi: { keyId, secret, apiRoot, ...pace } },
		});
	};

	it.each(['array', 'data', 'resource'] as const)(
		'the KernelHost trigger finds services in the envelope "%s"',
		async (envelope) => {
			sandbox.state.reset();
			sandbox.state.update('lists', { envelope });
			const polling = kernelHost({ resource: 'service' });
			await polling.publish();
			const { services } = sandbox.state.kernelhost;
			const [service] = services.values();
			if (!service) throw new Error('The sandbox has no service');
			service.status = 'suspended';
			services.set(999_999, { ...service, id: 999_999, status: 'active' });
			expect(brief(await polling.poll())).toEqual([
				`statusChanged ${service.id} active suspended`,
				'new 999999  active',
			]);
			expect(await polling.poll()).toEqual([]);
		},
	);

	it.each(['oldestFirst', 'newestFirst'] as const)(
		'the KernelHost trigger finds the newest of 520 services in the order %s',
		async (order) => {
			sandbox.state.reset();
			sandbox.state.update('lists', { order });
			sandbox.state.update('limits', { kernelhost: { enabled: false } });
			const { services } = sandbox.state.kernelhost;
			const [service] = services.values();
			if (!service) throw new Error('The sandbox has no service');
			const add = (id: number) => services.set(id, { ...service, id });
			for (let id = 900_001; id <= 900_520; id++) add(id);
			const polling = kernelHost({ resource: 'service' });
			await polling.publish();
			add(900_521);
			expect((await polling.poll()).map(({ objectId }) => objectId)).toEqual(['900521']);
		},
	);

	it('the KernelHost trigger finds invoices by status', async () => {
		sandbox.state.reset();
		const { invoices } = sandbox.state.kernelhost;
		const [one, two] = invoices.values();
		if (!one || !two) throw new Error('The sandbox has no invoices');
		one.status = 'unpaid';
		two.status = 'paid';
		const polling = kernelHost({ resource: 'invoice', statuses: ' Paid, x' });
		await polling.publish();
		one.status = 'paid';
		two.status = 'unpaid';
		expect((await polling.poll()).map(({ objectId }) => objectId)).toEqual([String(one.id)]);
		expect(await polling.test()).toMatchObject([{ event: 'new', previousStatus: null }]);
	});
});

describe('objects without an ID', () => {
	it('are an error that says what to use instead', async () => {
		server.answer(() => ({ body: [{ name: 'a' }] }));
		const polling = new PolledTrigger({
			type: 'kernelHostPollingTrigger',
			credentials: {
				kernelHostApi: {
					keyId: `kh_live_${'A'.repeat(32)}`,
					secret: 'S'.repeat(32),
					apiRoot: `${server.url}/cp/kh_reseller_api`,
				},
			},
		});
		await expect(polling.publish()).rejects.toThrow(/no member "id".*\(ID_UNREADABLE\)$/);
	});
});

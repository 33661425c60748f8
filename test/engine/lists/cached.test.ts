import { loadList } from '../../support/engine';
import { KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';
import { KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';
import { PERSON_DATA } from '../../support/killb/people';

describe('the list of users', () => {
	const sandbox = KillBSandbox.forEachTest();

	const load = async (filter?: string, change = {}) =>
		await loadList({
			type: 'killB',
			method: 'searchUsers',
			credentials: sandbox.credentials(change),
			...(filter === undefined ? {} : { filter }),
		});

	const addPersons = (count: number) =>
		Array.from(
			{ length: count },
			(_, n) => sandbox.state.killb.addUser('PERSON', { ...PERSON_DATA, email: `${n}@x.test` }).id,
		);

	const values = ({ results }: Awaited<ReturnType<typeof load>>) =>
		results.map(({ value }) => value);

	it('finds a user by every word, without accents, by document and external ID', async () => {
		const data = { ...PERSON_DATA, firstName: 'José', lastName: 'Zúñiga' };
		const { id } = sandbox.state.killb.addUser('PERSON', data, { externalId: 'customer-77' });
		for (const filter of ['zuniga', 'Zúñiga josé', '04292393', 'CUSTOMER-77', id]) {
			expect(values(await load(filter))).toEqual([id]);
		}
	});

	it('finds an ID or an e-mail address with one request, without reading the list', async () => {
		const last = addPersons(250).at(-1);
		await load();
		const before = sandbox.ownRequests().length;
		expect(values(await load(last))).toEqual([last]);
		expect(values(await load('249@x.test'))).toEqual([last]);
		expect(sandbox.ownRequests().slice(before)).toEqual([
			`GET /users/${last} 200`,
			'GET /users?type=PERSON&email=249%40x.test&page=1&limit=100 200',
		]);
	});

	it('shows the last characters of the ID where all else is equal', async () => {
		const ids = [1, 2].map(() => sandbox.state.killb.addUser('PERSON', PERSON_DATA).id);
		const { results } = await load();
		const shown = results.filter(({ value }) => ids.includes(String(value)));
		expect(shown.map(({ name }) => name.slice(-7))).toEqual(ids.map((id) => `…${id.slice(-6)}`));
	});

	it('shows a new user when it is opened again, and searches it', async () => {
		expect(values(await load('newcomer'))).toEqual([]);
		const data = { ...PERSON_DATA, lastName: 'Newcomer' };
		const { id } = sandbox.state.killb.addUser('PERSON', data);
		expect(values(await load())).toContain(id);
		expect(values(await load('newcomer'))).toEqual([id]);
	});

	it('is not shared between credentials', async () => {
		expect(values(await load('ana'))).toEqual([SEEDED_USER_ID]);
		await expect(load('ana', { password: 'Wrong-Passw0rd!' })).rejects.toThrow(
			/KillB .*login.* Choose By ID to enter it directly\.$/,
		);
	});

	it('is read once for searches at the same time', async () => {
		addPersons(250);
		await load();
		const before = sandbox.ownRequests().length;
		const found = await Promise.all(['249@', '248@', '247@'].map(async (text) => await load(text)));
		expect(found.map(({ results }) => results.length)).toEqual([1, 1, 1]);
		// The two other pages of persons, and the companies.
		expect(sandbox.ownRequests().slice(before)).toHaveLength(3);
	});
});

describe('the list of services', () => {
	const sandbox = KernelHostSandbox.forEachTest();

	const load = async (filter: string) =>
		await loadList({
			type: 'kernelHost',
			method: 'searchServices',
			credentials: sandbox.credentials(),
			filter,
		});

	beforeEach(() => {
		sandbox.state.update('limits', { kernelhost: { enabled: false } });
	});

	function addServices(count: number): string {
		const { services } = sandbox.state.kernelhost;
		const [template] = [...services.values()];
		if (!template) throw new Error('The sandbox starts with services');
		const isLast = () => services.size === count;
		let last = '';
		while (!isLast()) {
			const id = sandbox.state.kernelhost.nextId('service');
			services.set(id, { ...template, id, hostname: `node${services.size + 1}.example` });
			last = String(id);
		}
		return last;
	}

	it('says how far it was searched, finds an ID beyond, and searches on while typing', async () => {
		const last = addServices(1010);
		expect((await load('node1009')).results).toEqual([
			{
				name: 'Only the first 1,000 were searched. Keep typing to search further, or choose By ID.',
				value: '',
			},
		]);
		expect((await load('node1009.')).results).toHaveLength(1);
		expect((await load(last)).results.map(({ value }) => value)).toEqual([last]);
	});

	it('keeps what was found before a page failed, and says so', async () => {
		addServices(120);
		sandbox.state.faults.add([{ service: 'kernelhost', path: '/v1/services', after: 2 }]);
		const { results } = await load('node45.');
		expect(results[0]?.name).toMatch(/^node45\.example · .+ \(\d+\)$/);
		expect(results[1]).toEqual({
			name: expect.stringMatching(/^Only the first 100 were searched\. KernelHost /) as string,
			value: '',
		});
	});
});

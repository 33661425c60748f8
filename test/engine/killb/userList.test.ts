import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { loadList, messageIn } from '../../support/engine';
import { KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';
import { COMPANY_DATA, PERSON_DATA } from '../../support/killb/people';

const sandbox = KillBSandbox.forEachTest();

function addPersons(count: number): string[] {
	return Array.from(
		{ length: count },
		(_, n) => sandbox.state.killb.addUser('PERSON', { ...PERSON_DATA, email: `${n}@x.test` }).id,
	);
}

async function list(parameters: INodeParameters) {
	const { items, error } = await sandbox.run('user.getAll', { userType: 'PERSON', ...parameters });
	expect([error?.message, error?.description]).toEqual([undefined, undefined]);
	return items.map(({ json }) => json.id);
}

describe('User: Get Many', () => {
	it('reads all pages in order, once each', async () => {
		const ids = [SEEDED_USER_ID, ...addPersons(24)];
		expect(await list({ returnAll: true, options: { pageSize: 10 } })).toEqual(ids);
		expect(sandbox.ownRequests().sort()).toEqual(
			[1, 2, 3].map((page) => `GET /users?type=PERSON&page=${page}&limit=10 200`),
		);
	});

	it('requests a hundred at a time by default', async () => {
		await list({ returnAll: true });
		expect(sandbox.ownRequests()).toEqual(['GET /users?type=PERSON&page=1&limit=100 200']);
	});

	describe('of both types', () => {
		const both = { userType: 'BOTH' };

		it('lists the persons and then the companies', async () => {
			const persons = [SEEDED_USER_ID, ...addPersons(2)];
			const company = sandbox.state.killb.addUser('COMPANY', COMPANY_DATA).id;
			const all = await list({ ...both, returnAll: true });
			expect(all.slice(0, 3)).toEqual(persons);
			expect(all.slice(3)).toContain(company);
			expect(sandbox.ownRequests().map((request) => /type=\w+/.exec(request)?.[0])).toEqual([
				'type=PERSON',
				'type=COMPANY',
			]);
		});

		it('keeps to the limit over both lists', async () => {
			const persons = [SEEDED_USER_ID, ...addPersons(2)];
			sandbox.state.killb.addUser('COMPANY', COMPANY_DATA);
			expect(await list({ ...both, returnAll: false, limit: 2 })).toEqual(persons.slice(0, 2));
			expect(sandbox.ownRequests()).toEqual(['GET /users?type=PERSON&page=1&limit=2 200']);
			const four = await list({ ...both, returnAll: false, limit: 4 });
			expect(four).toHaveLength(4);
			expect(four.slice(0, 3)).toEqual(persons);
			expect(four.slice(3).every((id) => !persons.includes(String(id)))).toBe(true);
		});

		it('filters both lists', async () => {
			await list({ ...both, returnAll: true, filters: { lastName: 'Nobody' } });
			expect(sandbox.ownRequests()).toEqual([
				'GET /users?lastName=Nobody&type=PERSON&page=1&limit=100 200',
				'GET /users?lastName=Nobody&type=COMPANY&page=1&limit=100 200',
			]);
		});
	});

	it('reads no more than the limit needs', async () => {
		const ids = [SEEDED_USER_ID, ...addPersons(24)];
		expect(await list({ returnAll: false, limit: 3 })).toEqual(ids.slice(0, 3));
		expect(await list({ returnAll: false, limit: 15, options: { pageSize: 10 } })).toEqual(
			ids.slice(0, 15),
		);
		expect(sandbox.ownRequests()).toEqual([
			'GET /users?type=PERSON&page=1&limit=3 200',
			'GET /users?type=PERSON&page=1&limit=10 200',
			'GET /users?type=PERSON&page=2&limit=10 200',
		]);
	});

	it('returns the users unchanged, linked to their item, each with its own filters', async () => {
		const [first, second] = addPersons(3);
		const { items } = await sandbox.run(
			'user.getAll',
			{
				userType: 'PERSON',
				returnAll: '={{ $json.all }}',
				limit: '={{ $json.limit }}',
				filters: { lastName: '={{ $json.lastName }}' },
				simple: false,
			},
			{
				items: [
					{ lastName: 'Sandoval', all: true, limit: 1 },
					{ lastName: 'Francisco', all: false, limit: 2 },
					{ lastName: 'Nobody', all: true, limit: 1 },
				],
			},
		);
		expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[SEEDED_USER_ID, { item: 0 }],
			[first, { item: 1 }],
			[second, { item: 1 }],
		]);
		expect(items[2]?.json).toEqual(sandbox.state.killb.users.get(String(second)));
	});

	it('lists companies, also by a list of owners', async () => {
		const owners = [SEEDED_USER_ID, 'b&c=ü'];
		const { id } = sandbox.state.killb.addUser('COMPANY', { ...COMPANY_DATA, ownerUsers: owners });
		sandbox.state.killb.addUser('COMPANY', { ...COMPANY_DATA });
		const filters = { ownerUsers: owners };
		expect(await list({ userType: 'COMPANY', returnAll: true, filters })).toEqual([id]);
		expect(sandbox.ownRequests()[0]).toContain(
			`ownerUsers=${SEEDED_USER_ID}&ownerUsers=b%26c%3D%C3%BC&`,
		);
	});

	it.each<IDataObject>([
		{ id: SEEDED_USER_ID },
		{ externalId: 'user 1' },
		{ customerId: '8a1d8e6c' },
		{ firstName: 'Ana' },
		{ middleName: 'Ü&x=1' },
		{ lastName: 'Sandoval' },
		{ dateOfBirth: '1990-04-12' },
		{ email: 'a+b@x.test' },
		{ phone: '+573001234567' },
		{ companyName: 'X' },
		{ tradeName: 'X' },
		{ legalStructure: 'LLC' },
		{ description: 'X' },
		{ establishedOn: '2010-05-15' },
		{ mainOwnerUser: SEEDED_USER_ID },
		{ ownerUsers: [SEEDED_USER_ID] },
		{ naics: '522390' },
		{ naicsDescription: 'X' },
	])('sends the filter %j unchanged', async (filters) => {
		await list({ returnAll: true, filters: filters as INodeParameters });
		const query = new URL(sandbox.arrived().at(-1)?.path ?? '', 'http://x').searchParams;
		expect(Object.fromEntries(query)).toEqual({
			type: 'PERSON',
			page: '1',
			limit: '100',
			...Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, String(value)])),
		});
	});

	it.each<[INodeParameters, RegExp]>([
		[
			{ userType: '={{ "ROBOT" }}' },
			/^User Type must be one of PERSON, COMPANY, BOTH, got "ROBOT"$/,
		],
		[
			{ userType: '={{ $json.none }}' },
			/^User Type is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
		[{ returnAll: false, limit: '={{ 0 }}' }, /^Limit must be a whole number/],
		[{ returnAll: '={{ "maybe" }}' }, /^Return All must be true or false$/],
		[{ options: { pageSize: '={{ 1.5 }}' } }, /^Options › Page Size must be a whole number/],
		[{ filters: { dateOfBirth: '={{ "long ago" }}' } }, /^Filters › Date of Birth must be a date/],
		[{ filters: { legalStructure: '={{ "GANG" }}' } }, /^Filters › Legal Structure must be one of/],
	])('rejects %j before anything is sent', async (parameters, message) => {
		const { error } = await sandbox.run('user.getAll', { userType: 'PERSON', ...parameters });
		expect(error?.message).toMatch(message);
		expect(sandbox.ownRequests()).toEqual([]);
	});

	it('continues after a failed item under Continue On Fail', async () => {
		const { items } = await sandbox.run(
			'user.getAll',
			{ userType: '={{ $json.type }}', returnAll: true },
			{
				items: [{ type: 'ROBOT' }, { type: 'PERSON' }],
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(items.map(({ json, pairedItem }) => [messageIn(json) ?? json.id, pairedItem])).toEqual([
			[expect.stringMatching(/^User Type must/), { item: 0 }],
			[SEEDED_USER_ID, { item: 1 }],
		]);
	});
});

describe('the user picker', () => {
	const load = async (filter?: string, paginationToken?: string) =>
		await loadList({
			type: 'killB',
			method: 'searchUsers',
			credentials: sandbox.credentials(),
			...(filter === undefined ? {} : { filter }),
			...(paginationToken === undefined ? {} : { paginationToken }),
		});

	/** All entries that a person sees when scrolling to the end. */
	async function scroll(filter?: string) {
		const pages = [await load(filter)];
		for (let last = pages[0]; last?.paginationToken !== undefined; last = pages.at(-1)) {
			pages.push(await load(filter, last.paginationToken as string));
		}
		return pages.flatMap(({ results }) => results);
	}

	it('shows persons and companies, by name, e-mail address, document and type', async () => {
		const { id } = sandbox.state.killb.addUser('COMPANY', { ...COMPANY_DATA });
		expect(await scroll()).toEqual([
			{
				name: 'Ana Sandoval · ana.sandoval@sandbox.example · NUIP …4050 · Person',
				value: SEEDED_USER_ID,
			},
			{ name: 'Gerlach and Bernhard · NIT …56-1 · Company', value: id },
		]);
	});

	it('shows all users, however many pages there are', async () => {
		const ids = [SEEDED_USER_ID, ...addPersons(220)];
		const { id } = sandbox.state.killb.addUser('COMPANY', { ...COMPANY_DATA });
		expect((await scroll()).map(({ value }) => value)).toEqual([...ids, id]);
	});

	it('finds a user on a later page by a part of the name, regardless of case', async () => {
		addPersons(220);
		const { id } = sandbox.state.killb.addUser('PERSON', { ...PERSON_DATA, lastName: 'Zúñiga' });
		expect((await load('zÚñi')).results.map(({ value }) => value)).toEqual([id]);
		expect((await scroll('nobody at all')).length).toBe(0);
	});

	it('reports that KillB rejects the login', async () => {
		const credentials = sandbox.credentials({ password: 'Wrong-Passw0rd!' });
		const loading = loadList({ type: 'killB', method: 'searchUsers', credentials });
		await expect(loading).rejects.toThrow(/KillB rejected the login/);
	});
});

import { loadList } from '../../support/engine';
import { KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';
import { KillBSandbox } from '../../support/killb/killBSandbox';
import { PERSON_DATA } from '../../support/killb/people';

type Load = Omit<Parameters<typeof loadList>[0], 'filter' | 'paginationToken'>;

/**
 * Opens a list and types a word, with a pause after each letter: the editor sends a request for
 * each pause of 300 ms (n8n-editor-ui 2.41, `ResourceLocator.vue`).
 */
async function type(load: Load, word: string) {
	await loadList(load);
	const lists = [];
	for (let length = 1; length <= word.length; length++) {
		lists.push(await loadList({ ...load, filter: word.slice(0, length) }));
	}
	return lists;
}

describe('700 services at KernelHost', () => {
	const sandbox = KernelHostSandbox.forEachTest();

	beforeEach(() => {
		const { services } = sandbox.state.kernelhost;
		const [template] = [...services.values()];
		if (!template) throw new Error('The sandbox starts with services');
		while (services.size < 700) {
			const id = sandbox.state.kernelhost.nextId('service');
			services.set(id, { ...template, id, hostname: `node${services.size + 1}.example` });
		}
	});

	it('finds the last one, for 14 requests in all', async () => {
		const load = { type: 'kernelHost', method: 'searchServices' };
		const lists = await type({ ...load, credentials: sandbox.credentials() }, 'node700.examp');
		const last = [...sandbox.state.kernelhost.services.keys()].at(-1);
		expect(lists.at(-1)?.results.map(({ value }) => value)).toEqual([String(last)]);
		expect(sandbox.requests()).toHaveLength(14);
	});
});

describe('1,600 users at KillB', () => {
	const sandbox = KillBSandbox.forEachTest();

	it('finds the last one, for 18 requests in all', async () => {
		const { killb } = sandbox.state;
		const ids = Array.from({ length: 1600 }, (_, n) => {
			const data = { ...PERSON_DATA, email: `person${n + 1}@x.example` };
			return killb.addUser('PERSON', data).id;
		});
		const load = { type: 'killB', method: 'searchUsers', credentials: sandbox.credentials() };
		const lists = await type(load, 'person1600@x.');
		expect(lists.at(-1)?.results.map(({ value }) => value)).toEqual([ids.at(-1)]);
		// 17 pages of persons, with the seeded one, and one of companies.
		expect(sandbox.ownRequests()).toHaveLength(18);
	});
});

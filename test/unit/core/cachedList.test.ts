import { CachedList } from '../../../core/pagination/cachedList';
import type { FetchPage } from '../../../core/pagination/pages';

/** A server with numbered entries. */
class Server {
	readonly requested: number[] = [];
	fails = false;

	constructor(public entries: string[]) {}

	/** Opens the list without a count of pages, or with it. */
	open(counts = false): FetchPage<string> {
		return async (page, size) => {
			await Promise.resolve();
			this.requested.push(page);
			if (this.fails) throw new Error(`no page ${page}`);
			const items = this.entries.slice((page - 1) * size, page * size);
			return counts ? { items, totalPages: Math.ceil(this.entries.length / size) } : { items };
		};
	}
}

const names = (count: number) => Array.from({ length: count }, (_, n) => `entry ${n}`);

function listOf(servers: Server[], { counts = false, parallel = 1, now = (): number => 0 } = {}) {
	return new CachedList<string, undefined>(
		{
			open: () => servers.map((server) => server.open(counts)),
			pageSize: 10,
			parallel,
			isSame: (one, other) => one === other,
		},
		now,
	);
}

const all = { isEnough: () => false, pages: 100 };

describe('a cached list', () => {
	it('reads on only as far as a call needs', async () => {
		const server = new Server(names(35));
		const list = listOf([server]);
		await list.read(undefined, { isEnough: () => list.entries.length > 15, pages: 100 });
		expect(server.requested).toEqual([1, 2]);
		await list.read(undefined, { isEnough: () => list.entries.length > 5, pages: 100 });
		expect(server.requested).toEqual([1, 2]);
		await list.read(undefined, all);
		expect(list.entries).toEqual(names(35));
		expect([server.requested, list.isComplete]).toEqual([[1, 2, 3, 4], true]);
	});

	it('stops at the most pages of a call, and continues there', async () => {
		const server = new Server(names(95));
		const list = listOf([server], { counts: true, parallel: 4 });
		await list.read(undefined, { ...all, pages: 3 });
		expect([server.requested, list.isComplete]).toEqual([[1, 2, 3], false]);
		await list.read(undefined, all);
		expect(list.entries).toEqual(names(95));
		expect(server.requested).toHaveLength(10);
	});

	it('reads several lists one after the other', async () => {
		const servers = [new Server(['a', 'b']), new Server([]), new Server(['c'])];
		const list = listOf(servers, { counts: true });
		await list.read(undefined, all);
		expect(list.entries).toEqual(['a', 'b', 'c']);
	});

	it('ends if the server ignores the page', async () => {
		const list = listOf([new Server([])]);
		const same = new CachedList<string, undefined>({
			open: () => [async () => await Promise.resolve({ items: ['a'] })],
			pageSize: 10,
			parallel: 1,
			isSame: (one, other) => one === other,
		});
		await same.read(undefined, all);
		await list.read(undefined, all);
		expect([same.entries, same.isComplete]).toEqual([['a'], true]);
		expect([list.entries, list.isComplete]).toEqual([[], true]);
	});

	it('keeps what was read before a page failed, and continues at that page', async () => {
		const server = new Server(names(25));
		const list = listOf([server]);
		await list.read(undefined, { ...all, pages: 1 });
		server.fails = true;
		await expect(list.read(undefined, all)).rejects.toThrow('no page 2');
		expect(list.entries).toHaveLength(10);
		server.fails = false;
		await list.read(undefined, all);
		expect(list.entries).toEqual(names(25));
		expect(server.requested).toEqual([1, 2, 2, 3]);
	});

	it('lets concurrent calls share what they read', async () => {
		const server = new Server(names(25));
		const list = listOf([server]);
		await Promise.all([
			list.read(undefined, all),
			list.read(undefined, all),
			list.check(undefined, 1000),
			list.read(undefined, all),
		]);
		expect(server.requested).toEqual([1, 2, 3, 1]);
	});

	it('keeps the rest if the first page is still the same', async () => {
		const server = new Server(names(25));
		const list = listOf([server]);
		await list.read(undefined, all);
		await list.check(undefined, 1000);
		expect(list.entries).toHaveLength(25);
		server.entries = ['new', ...server.entries];
		await list.check(undefined, 1000);
		expect(list.entries).toEqual(server.entries.slice(0, 10));
	});

	it('drops the rest if it is too old', async () => {
		let now = 0;
		const server = new Server(names(25));
		const list = listOf([server], { now: () => now });
		await list.read(undefined, all);
		now = 1001;
		await list.check(undefined, 1000);
		expect(list.entries).toHaveLength(10);
		await list.drop(1000);
		expect(list.entries).toHaveLength(10);
		now = 3000;
		await list.drop(1000);
		expect(list.entries).toHaveLength(0);
	});

	it('keeps what it has if the check fails', async () => {
		const server = new Server(names(25));
		const list = listOf([server]);
		await list.read(undefined, all);
		server.fails = true;
		await expect(list.check(undefined, 1000)).rejects.toThrow('no page 1');
		expect(list.entries).toHaveLength(25);
	});
});

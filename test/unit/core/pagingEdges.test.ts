import {
	EndlessList,
	type FetchPage,
	fingerprint,
	ReadAhead,
	readPages,
} from '../../../core/pagination/pages';

const endless: FetchPage<number> = async (page) => await Promise.resolve({ items: [page] });

it('fails after 10,000 pages by default', async () => {
	let pages = 0;
	const counted: FetchPage<number> = async (page, size) => {
		pages++;
		return await endless(page, size);
	};
	await expect(readPages(counted, { wanted: undefined, pageSize: 1 })).rejects.toThrow(
		new EndlessList('The list still had more pages after 10000 pages.'),
	);
	expect(pages).toBe(10_000);
	const reading = { wanted: undefined, pageSize: 1, maximumPages: 3 };
	await expect(readPages(endless, reading)).rejects.toThrow(
		'The list still had more pages after 3 pages.',
	);
});

it('requests nothing if a negative number is wanted', async () => {
	expect(await readPages(endless, { wanted: -1, pageSize: 1 })).toEqual([]);
});

it('tells pages apart by their entries', () => {
	expect(fingerprint([{ a: 1 }])).toBe(fingerprint([{ a: 1 }]));
	expect(fingerprint([{ a: 1 }])).not.toBe(fingerprint([{ a: 2 }]));
	expect(fingerprint([])).toMatch(/^[A-Za-z0-9+/]{43}=$/);
});

describe('reading ahead', () => {
	const limits = { wanted: 100, pageSize: 1, maximumPages: 10, parallel: 4 };

	/** Pages that arrive when the test says so. */
	function held(totalPages?: number) {
		const requested: number[] = [];
		const answers = new Map<number, (items: number[]) => void>();
		const fetchPage: FetchPage<number> = async (page) => {
			requested.push(page);
			const items = await new Promise<number[]>((resolve) => answers.set(page, resolve));
			return { items, ...(totalPages === undefined ? {} : { totalPages }) };
		};
		return {
			requested,
			fetchPage,
			answer: (page: number, items: number[]) => answers.get(page)?.(items),
		};
	}

	it('returns each page once', async () => {
		const pages = new ReadAhead(endless, limits);
		expect(await pages.page(1)).toEqual({ items: [1], print: fingerprint([1]) });
		await expect(pages.page(1)).rejects.toThrow(new RangeError('Page 1 was handed out before'));
	});

	it('starts only pages that are certain to be needed, and none before the count is known', async () => {
		const { requested, answer, fetchPage } = held(3);
		const pages = new ReadAhead(fetchPage, limits);
		const first = pages.page(1);
		expect(requested).toEqual([1]);
		answer(1, [1]);
		await first;
		expect(requested).toEqual([1, 2, 3]);
	});

	it('starts no page if the server does not count, and none beyond the last allowed one', async () => {
		const uncounted = held();
		const alone = new ReadAhead(uncounted.fetchPage, limits);
		const only = alone.page(1);
		uncounted.answer(1, [1]);
		await only;
		expect(uncounted.requested).toEqual([1]);

		const counted = held(9);
		const short = new ReadAhead(counted.fetchPage, { ...limits, maximumPages: 2 });
		const first = short.page(1);
		counted.answer(1, [1]);
		await first;
		expect(counted.requested).toEqual([1, 2]);
	});

	it('starts nothing after it is stopped, and awaits what is in flight', async () => {
		const { requested, answer, fetchPage } = held(9);
		const pages = new ReadAhead(fetchPage, { ...limits, parallel: 2 });
		const first = pages.page(1);
		answer(1, [1]);
		await first;
		expect(requested).toEqual([1, 2, 3]);
		let hasStopped = false;
		const stopping = pages.stop().then(() => (hasStopped = true));
		answer(2, [2]);
		await new Promise(setImmediate);
		expect(hasStopped).toBe(false);
		answer(3, [3]);
		await stopping;
		expect(requested).toEqual([1, 2, 3]);
	});

	it.each([[[]], [[1]]])(
		'starts nothing after a page shows the end of the list: %j',
		async (items) => {
			const { requested, answer, fetchPage } = held(9);
			const pages = new ReadAhead(fetchPage, { ...limits, parallel: 2 });
			const first = pages.page(1);
			answer(1, [1]);
			await first;
			const second = pages.page(2);
			answer(2, items);
			await second;
			expect(requested).toEqual([1, 2, 3]);
		},
	);
});

it('requests an empty list once', async () => {
	let requested = 0;
	const empty: FetchPage<number> = async () => {
		requested++;
		return await Promise.resolve({ items: [] });
	};
	expect(await readPages(empty, { wanted: undefined, pageSize: 1 })).toEqual([]);
	expect(requested).toBe(1);
});

import { Journal, MOST_IN_ALL, MOST_OF_A_TEXT } from '../../../sandbox/shared/journal';

const MB = 1_000_000;

const request = (body = '') => ({
	direction: 'in' as const,
	service: 'killb' as const,
	method: 'POST',
	path: '/x',
	headers: { host: 'h' },
	body,
	status: null,
	answer: null,
});
const size = (journal: Journal) => JSON.stringify(journal.entries()).length;

it('40 bodies of 11 MB leave no more than 20 million characters', () => {
	const journal = new Journal();
	for (let n = 0; n < 40; n++) {
		const entry = journal.add(request());
		journal.fill(entry, { body: 'x'.repeat(11 * MB) });
		journal.fill(entry, { status: 200, answer: 'y'.repeat(11 * MB) });
	}
	expect(size(journal)).toBeLessThan(MOST_IN_ALL + 2 * MB);
	expect(journal.entries().at(-1)).toMatchObject({ seq: 40, status: 200 });
});

it('a long text is truncated, with the number of omitted characters', () => {
	const journal = new Journal();
	const entry = journal.add(request('x'.repeat(3 * MB)));
	expect(entry.body).toHaveLength(MOST_OF_A_TEXT + '… (cut: 2000000 more characters)'.length);
	expect(entry.body).toMatch(/x… \(cut: 2000000 more characters\)$/);
	journal.fill(entry, { status: 201 });
	expect(entry.body).toMatch(/x… \(cut: 2000000 more characters\)$/);
});

it('a text of a million characters is kept completely', () => {
	const journal = new Journal();
	const text = 'x'.repeat(MOST_OF_A_TEXT);
	expect(journal.add(request(text)).body).toBe(text);
});

it('a response to a dropped or cleared entry is ignored', () => {
	const journal = new Journal();
	const early = journal.add(request('x'.repeat(MB)));
	journal.clear();
	for (let n = 0; n < 30; n++) journal.fill(early, { answer: 'y'.repeat(MB) });
	const later = journal.add(request('z'));
	for (let n = 0; n < 30; n++) journal.fill(early, { answer: 'y'.repeat(MB) });
	expect(journal.entries()).toEqual([later]);
});

it('a single entry is kept, however large', () => {
	const journal = new Journal();
	journal.add({ ...request(), headers: { long: 'x'.repeat(25 * MB) } });
	expect(journal.size).toBe(1);
});

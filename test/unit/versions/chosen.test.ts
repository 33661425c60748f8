import { chosen, TARGETS } from '../../../versions/target';

const NOTHING = { engine: false, demo: false, node: [], only: [] };

const named = (choice: Partial<Parameters<typeof chosen>[0]>) =>
	chosen({ ...NOTHING, ...choice }).map(({ kind, name }) => `${kind} ${name}`);

describe('what `npm run versions` runs', () => {
	it('is everything if nothing in particular is asked for', () => {
		expect(chosen(NOTHING)).toEqual(TARGETS);
	});

	it('is one kind if that is asked for', () => {
		expect(named({ demo: true })).toEqual(['demo 2.36', 'demo newest']);
	});

	it('is a line of n8n in all kinds that know it', () => {
		expect(named({ only: ['2.36'] })).toEqual(['engine 2.36', 'demo 2.36']);
	});

	it('is a line of n8n in one kind', () => {
		expect(named({ engine: true, only: ['2.41'] })).toEqual(['engine 2.41']);
	});

	it('is a Node by its major version, and no n8n', () => {
		expect(named({ node: ['22', '24'] })).toEqual(['node 22', 'node 24']);
	});

	it('is refused if one of the names is unknown, so that a slip does not pass for a success', () => {
		expect(() => named({ only: ['2.36', '2.99'] })).toThrow('There is no such target: 2.99');
	});
});

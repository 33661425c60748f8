import * as fc from 'fast-check';
import {
	type Change,
	changesIn,
	type Choice,
	eventOf,
	isSameMemory,
	type Memory,
	type Observation,
	type Observed,
} from '../../../core/changes';

const SOURCE = 'account and list';

function list(objects: Record<string, string>, isCut = false): Observation {
	return { objects: Object.entries(objects).map(([id, status]) => ({ id, status })), isCut };
}

function read(lists: Observation[], memory?: Memory, size = 100) {
	return changesIn(lists, memory, { source: SOURCE, size });
}

const BOTH: Choice = { events: ['new', 'statusChanged'], statuses: [] };

describe('the changes of a list', () => {
	const before = read([list({ a: 'CREATED', b: 'CREATED' })]);

	it('are none the first time', () => {
		expect(before.changes).toEqual([]);
		expect(before.memory).toEqual({
			source: SOURCE,
			ids: ['a', 'b'],
			statuses: ['CREATED', 'CREATED'],
		});
	});

	it('are new objects and other statuses, the oldest object first', () => {
		const { changes } = read([list({ c: 'NEW', a: 'DONE', b: 'FAILED' })], before.memory);
		expect(changes).toEqual([
			{ id: 'b', status: 'FAILED', previousStatus: 'CREATED' },
			{ id: 'a', status: 'DONE', previousStatus: 'CREATED' },
			{ id: 'c', status: 'NEW', previousStatus: undefined },
		]);
	});

	it('include the first object of an empty list', () => {
		const { memory } = read([list({})]);
		expect(read([list({ a: 'NEW' })], memory).changes).toHaveLength(1);
	});

	it('are none after another account or list was chosen', () => {
		const other = changesIn([list({ z: 'NEW' })], before.memory, { source: 'other', size: 100 });
		expect(other.changes).toEqual([]);
		expect(other.memory.ids).toEqual(['z']);
	});

	it('count an object once that stands on two pages, with its later status', () => {
		const objects = ['NEW', 'DONE'].map((status) => ({ id: 'c', status }));
		const { changes } = read([{ objects, isCut: false }], before.memory);
		expect(changes).toEqual([{ id: 'c', status: 'DONE', previousStatus: undefined }]);
	});

	it('do not include an object that was missing on a page once', () => {
		const { memory } = read([list({ b: 'CREATED' })], before.memory);
		expect(read([list({ a: 'CREATED', b: 'CREATED' })], memory).changes).toEqual([]);
	});

	it('do not include old objects that come into view behind the last known one', () => {
		const lists = [list({ new: 'NEW', b: 'CREATED', old: 'NEW' }, true)];
		const { changes, memory } = read(lists, before.memory);
		expect(changes.map(({ id }) => id)).toEqual(['new']);
		expect(read([list({ b: 'CREATED', old: 'DONE' }, true)], memory).changes).toEqual([
			{ id: 'old', status: 'DONE', previousStatus: 'NEW' },
		]);
	});

	it('include all objects where none is known any more', () => {
		const { changes } = read([list({ x: 'NEW', y: 'NEW' }, true)], before.memory);
		expect(changes).toHaveLength(2);
	});

	it('are found in each list by its own order', () => {
		const { memory } = read([list({ a: 'NEW' }, true), list({ z: 'NEW' }, true)]);
		const lists = [
			list({ b: 'NEW', a: 'NEW' }, true),
			list({ y: 'NEW', z: 'NEW', old: 'NEW' }, true),
		];
		expect(read(lists, memory).changes.map(({ id }) => id)).toEqual(['b', 'y']);
	});

	it('forget what has left the list first, and nothing that is in it', () => {
		const lists = [list({ d: 'NEW', c: 'NEW' })];
		expect(read(lists, before.memory, 3).memory.ids).toEqual(['d', 'c', 'a']);
		expect(read(lists, before.memory, 1).memory.ids).toEqual(['d', 'c']);
	});
});

describe('what is remembered', () => {
	it('is the same after a list without changes', () => {
		const lists = [list({ a: 'CREATED' })];
		const { memory } = read(lists);
		expect(isSameMemory(memory, read(lists, memory).memory)).toBe(true);
		expect(isSameMemory(undefined, memory)).toBe(false);
		expect(isSameMemory(memory, read([list({ a: 'DONE' })], memory).memory)).toBe(false);
	});
});

describe('the event of a change', () => {
	const added: Change = { id: 'a', status: 'Created', previousStatus: undefined };
	const changed: Change = { id: 'a', status: 'COMPLETED', previousStatus: 'CREATED' };

	it('is a chosen one', () => {
		expect(eventOf(added, BOTH)).toBe('new');
		expect(eventOf(changed, BOTH)).toBe('statusChanged');
		expect(eventOf(changed, { events: ['new'], statuses: [] })).toBeUndefined();
		expect(eventOf(added, { events: [], statuses: [] })).toBeUndefined();
	});

	it('is a change of status for the first status of an object, if new ones are not chosen', () => {
		expect(eventOf(added, { events: ['statusChanged'], statuses: [] })).toBe('statusChanged');
	});

	it('has a chosen status, in upper or lower case', () => {
		expect(eventOf(added, { ...BOTH, statuses: ['CREATED'] })).toBe('new');
		expect(eventOf(changed, { ...BOTH, statuses: ['created', 'completed'] })).toBe('statusChanged');
		expect(eventOf(changed, { ...BOTH, statuses: ['FAILED'] })).toBeUndefined();
	});
});

/** What happens at the service and in n8n, one step after another. */
type Step =
	| { kind: 'add' | 'poll' | 'failedPoll' | 'kill' }
	| { kind: 'change'; object: number; status: string }
	| { kind: 'remove' | 'restore'; object: number };

const steps = fc.array(
	fc.oneof(
		{ weight: 3, arbitrary: fc.record({ kind: fc.constant('add' as const) }) },
		{ weight: 5, arbitrary: fc.record({ kind: fc.constant('poll' as const) }) },
		{
			weight: 1,
			arbitrary: fc.record({ kind: fc.constantFrom('failedPoll' as const, 'kill' as const) }),
		},
		{
			weight: 5,
			arbitrary: fc.record({
				kind: fc.constant('change' as const),
				object: fc.nat(20),
				status: fc.constantFrom('CREATED', 'PENDING', 'DONE'),
			}),
		},
		{
			weight: 1,
			arbitrary: fc.record({
				kind: fc.constantFrom('remove' as const, 'restore' as const),
				object: fc.nat(20),
			}),
		},
	),
	{ maxLength: 60 },
);

/** A service, and n8n with a trigger that polls it. */
class World {
	/** newest first */
	private readonly objects: Array<Observed & { isRemoved: boolean; changes: number }> = [];
	private made = 0;
	private memory: Memory | undefined;
	private stored: Memory | undefined;
	readonly emitted: Array<Change & { event: string; changes: number }> = [];

	constructor(private readonly choice: Choice) {
		this.do({ kind: 'add' });
		this.poll();
		this.stored = this.memory;
	}

	do(step: Step): void {
		if (step.kind === 'add') {
			const id = `object ${this.made++}`;
			this.objects.unshift({ id, status: 'CREATED', isRemoved: false, changes: 0 });
		} else if (step.kind === 'poll') {
			this.poll();
		} else if (step.kind === 'kill') {
			this.memory = this.stored;
		} else if ('object' in step) {
			const object = this.objects[step.object];
			if (!object) return;
			if (step.kind === 'change' && object.status !== step.status) {
				Object.assign(object, { status: step.status, changes: object.changes + 1 });
			}
			if (step.kind !== 'change') object.isRemoved = step.kind === 'remove';
		}
	}

	/** The status of each object that can be seen. */
	get visible(): Map<string, string> {
		const shown = this.objects.filter(({ isRemoved }) => !isRemoved);
		return new Map(shown.map(({ id, status }) => [id, status]));
	}

	private poll(): void {
		const objects = [...this.visible].map(([id, status]) => ({ id, status }));
		const { changes, memory } = read([{ objects, isCut: false }], this.memory, 1000);
		this.memory = memory;
		const found = changes.flatMap((change) => {
			const event = eventOf(change, this.choice);
			const object = this.objects.find(({ id }) => id === change.id);
			return event ? [{ ...change, event, changes: object?.changes ?? NaN }] : [];
		});
		this.emitted.push(...found);
		// n8n stores static data with the items only.
		if (found.length > 0) this.stored = memory;
	}
}

describe('whatever happens at the service and in n8n', () => {
	const run = (choice: Choice, given: Step[]) => {
		const world = new World(choice);
		for (const step of given) world.do(step);
		world.do({ kind: 'poll' });
		return world;
	};

	it('each new object is emitted once, and its events lead to its status without a gap', () => {
		fc.assert(
			fc.property(steps, (given) => {
				const world = run(BOTH, given);
				const statuses = new Map([['object 0', 'CREATED']]);
				for (const { id, event, status, previousStatus } of world.emitted) {
					expect(event).toBe(statuses.has(id) ? 'statusChanged' : 'new');
					expect(previousStatus).toBe(statuses.get(id));
					statuses.set(id, status);
				}
				for (const [id, status] of world.visible) expect(statuses.get(id)).toBe(status);
			}),
		);
	});

	it('no status is emitted twice unless it was another one in between', () => {
		fc.assert(
			fc.property(steps, (given) => {
				const seen = new Map<string, number>();
				const choice = { events: ['statusChanged'], statuses: ['DONE'] };
				for (const { id, status, changes } of run(choice, given).emitted) {
					expect(status).toBe('DONE');
					expect(changes).toBeGreaterThan(seen.get(id) ?? -1);
					seen.set(id, changes);
				}
			}),
		);
	});

	it('an object that is in a chosen status at a poll was emitted with it', () => {
		fc.assert(
			fc.property(steps, (given) => {
				const world = run({ events: ['statusChanged'], statuses: ['DONE'] }, given);
				const emitted = new Set(world.emitted.map(({ id }) => id));
				for (const [id, status] of world.visible) {
					if (status === 'DONE') expect(emitted).toContain(id);
				}
			}),
		);
	});
});

import { RequestCoalescer } from '../../../core/concurrency';

/** Reads that the test ends. */
function controlled() {
	const started: Array<{ end: (value: string) => void; fail: (error: Error) => void }> = [];
	const read = async () =>
		await new Promise<string>((end, fail) => {
			started.push({ end, fail });
		});
	return { started, read };
}

/** Lets all settled promises continue. */
const settle = async () => await new Promise((resolve) => setImmediate(resolve));

describe('request coalescing', () => {
	it('reads immediately if no read is in flight', async () => {
		const { started, read } = controlled();
		const reads = new RequestCoalescer<string>();
		const first = reads.read('a', read);
		expect(started).toHaveLength(1);
		started[0]?.end('one');
		expect(await first).toBe('one');
		void reads.read('a', read);
		expect(started).toHaveLength(2);
	});

	it('never returns a read that started before the call', async () => {
		const { started, read } = controlled();
		const reads = new RequestCoalescer<string>();
		const first = reads.read('a', read);
		const late = reads.read('a', read);
		started[0]?.end('before the change');
		expect(await first).toBe('before the change');
		await settle();
		expect(started).toHaveLength(2);
		started[1]?.end('after the change');
		expect(await late).toBe('after the change');
	});

	it('shares one next read among callers during a read, and one more among callers during that', async () => {
		const { started, read } = controlled();
		const reads = new RequestCoalescer<string>();
		const first = reads.read('a', read);
		const second = Promise.all([1, 2, 3].map(async () => await reads.read('a', read)));
		started[0]?.end('1');
		await settle();
		const third = reads.read('a', read);
		started[1]?.end('2');
		await settle();
		started[2]?.end('3');
		expect(await first).toBe('1');
		expect(await second).toEqual(['2', '2', '2']);
		expect(await third).toBe('3');
		expect(started).toHaveLength(3);
	});

	it('lets a caller between two reads share the next one', async () => {
		const { started, read } = controlled();
		const reads = new RequestCoalescer<string>();
		const reading = read();
		const first = reads.read('a', () => reading);
		// Called after the end of the read was noticed, and before the next begins.
		const between = reading.then(async () => await reads.read('a', read));
		const next = reads.read('a', read);
		await settle();
		started[0]?.end('1');
		await first;
		await settle();
		expect(started).toHaveLength(2);
		started[1]?.end('2');
		expect(await next).toBe('2');
		expect(await between).toBe('2');
	});

	it('passes an error only to the callers that share the read', async () => {
		const { started, read } = controlled();
		const reads = new RequestCoalescer<string>();
		const failing = reads.read('a', read);
		const next = [reads.read('a', read), reads.read('a', read)];
		started[0]?.fail(new Error('first'));
		await expect(failing).rejects.toThrow('first');
		await settle();
		started[1]?.fail(new Error('second'));
		const ends = await Promise.allSettled(next);
		expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		const after = reads.read('a', read);
		started[2]?.end('well');
		expect(await after).toBe('well');
	});

	it('separates keys', async () => {
		const { started, read } = controlled();
		const reads = new RequestCoalescer<string>();
		const both = Promise.all([reads.read('a', read), reads.read('b', read)]);
		started[1]?.end('of b');
		started[0]?.end('of a');
		expect(await both).toEqual(['of a', 'of b']);
	});
});

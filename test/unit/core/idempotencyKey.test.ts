import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import type { WriteIdentity } from '../../../core/idempotency/key';
import { automaticKey, referenceKey, referenceProblem } from '../../../core/idempotency/key';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const LEGAL = /^[A-Za-z0-9_.-]{1,80}$/;

const identity = fc.record<WriteIdentity>({
	instanceId: fc.string(),
	workflowId: fc.string(),
	nodeId: fc.string(),
	originExecutionId: fc.string(),
	runIndex: fc.nat(3),
	itemIndex: fc.nat(3),
	operation: fc.string(),
});

describe('the automatic key', () => {
	it('is legal, and the same for the same write', () => {
		fc.assert(
			fc.property(identity, (write) => {
				expect(automaticKey(write)).toMatch(LEGAL);
				expect(automaticKey({ ...write })).toBe(automaticKey(write));
			}),
		);
	});

	it('differs for writes that differ in anything', () => {
		fc.assert(
			fc.property(identity, identity, (a, b) => {
				fc.pre(JSON.stringify(a) !== JSON.stringify(b));
				expect(automaticKey(a)).not.toBe(automaticKey(b));
			}),
		);
	});

	it('stays what it is from release to release: a changed derivation would order again after an update', () => {
		expect(
			automaticKey({
				instanceId: 'instance',
				workflowId: 'workflow',
				nodeId: 'node',
				originExecutionId: '49',
				runIndex: 0,
				itemIndex: 2,
				operation: 'order.create',
			}),
		).toBe('auto.281dcb0efa1a803ad6b88d4f95fcc26d794d4c8c4bd8b1102ed3a377de0adfab');
	});
});

describe('a business reference', () => {
	it('is sent as it is where it is legal', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[A-Za-z0-9_.-]{1,60}$/), (reference) => {
				expect(referenceKey(reference)).toBe(reference);
			}),
		);
	});

	it('becomes a legal key, whatever it is', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), (reference) => {
				expect(referenceKey(reference)).toMatch(LEGAL);
			}),
		);
	});

	it('never meets another reference, not even one that looks like a key this node made', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (a, b) => {
				fc.pre(a !== b);
				expect(referenceKey(a)).not.toBe(referenceKey(b));
				expect(referenceKey(referenceKey('ä'))).not.toBe(referenceKey('ä'));
			}),
		);
	});

	it.each([
		['', 'is empty'],
		['   ', 'is empty'],
		['undefined', 'is "undefined": its expression found no value'],
		['null', 'is "null": its expression found no value'],
		['[object Object]', 'is "[object Object]": its expression found no value'],
		[' NaN ', 'is "NaN": its expression found no value'],
		['[object HTMLElement]', 'is "[object HTMLElement]": its expression found no value'],
	])('is refused when it is %j', (reference, problem) => {
		expect(referenceProblem(reference)).toBe(problem);
	});

	it.each([
		...['ramp 4d23aa52', 'null-1', 'not null', '[object Object] 1', '1 [object Object]'],
		...['[object ]', '[object  Map]'],
	])('is accepted when it is %j', (reference) => {
		expect(referenceProblem(reference)).toBeUndefined();
	});

	it('is sent as it is up to 80 characters, and hashed when it is longer', () => {
		const longest = 'x'.repeat(80);
		expect(referenceKey(longest)).toBe(longest);
		expect(referenceKey(`${longest}x`)).toBe(`ref.${sha256(`${longest}x`)}`);
	});

	it.each(['auto', 'ref'])('is hashed when it looks like a key of the node’s own (%s)', (kind) => {
		const digest = '0123456789abcdef'.repeat(4);
		expect(referenceKey(`${kind}.${digest}`)).toMatch(/^ref\.[0-9a-f]{64}$/);
		expect(referenceKey(`${kind}.${digest}`)).not.toBe(`${kind}.${digest}`);
		for (const other of [
			`x${kind}.${digest}`,
			`${kind}.${digest}0`,
			`${kind}.${digest.slice(1)}`,
		]) {
			expect(referenceKey(other)).toBe(other);
		}
	});

	it('stays what it is from release to release, and hashes UTF-8', () => {
		expect(referenceKey('Rechnung 7 ä')).toBe(`ref.${sha256('Rechnung 7 ä')}`);
	});
});

import * as fc from 'fast-check';
import { automaticKey, type WriteIdentity } from '../../../core/idempotency';

const LEGAL = /^[A-Za-z0-9_.-]{1,80}$/;

const identity = fc.record({
	seed: fc.string(),
	workflowId: fc.string(),
	nodeName: fc.string(),
	runIndex: fc.nat(3),
	itemIndex: fc.nat(3),
	operation: fc.string(),
}) as fc.Arbitrary<WriteIdentity>;

describe('the automatic key', () => {
	it('is valid and the same for the same write', () => {
		fc.assert(
			fc.property(identity, (write) => {
				expect(automaticKey(write)).toMatch(LEGAL);
				expect(automaticKey({ ...write })).toBe(automaticKey(write));
			}),
		);
	});

	it('differs if anything about the write differs', () => {
		fc.assert(
			fc.property(identity, identity, (a, b) => {
				fc.pre(JSON.stringify(a) !== JSON.stringify(b));
				expect(automaticKey(a)).not.toBe(automaticKey(b));
			}),
		);
	});

	it('is stable across releases, because a changed key would order again after an update', () => {
		expect(
			automaticKey({
				seed: '49@1700000000000',
				workflowId: 'workflow',
				nodeName: 'Order',
				runIndex: 0,
				itemIndex: 2,
				operation: 'order.create',
			}),
		).toBe('auto.563a088b1ff0cb7487ba86e7870243aff82d00569ed666cf22fe748fc79352c6');
	});
});

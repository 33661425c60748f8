import type { LimitFacts } from '../shared/client/limits';

/**
 * 60 requests per minute and key, 20 at once (kernelhost.md 7). "20-burst" is read as a bucket of
 * 20, the stricter reading.
 */
export const KERNELHOST_LIMITS: LimitFacts = {
	unit: 'Minute',
	requests: 60,
	burst: 20,
	documented: '60 requests per minute with bursts of 20 (KernelHost can raise this for a key)',
};

import { sleep } from 'n8n-workflow';
import { TokenBuckets } from '../../core/pacing/tokenBuckets';
import type { Pace } from '../shared/serviceClient';

/**
 * Production takes 50 requests a second and 100 at once, the sandbox twice that (killb.md 1.2). Twenty of the hundred
 * are left alone: logins and refreshes, which the credential sends by itself, and requests that the network bunches up.
 *
 * Named assumption "production's figures everywhere": which environment a credential names could be read only by one more
 * read of n8n's database for each request. The lower figures are wrong nowhere; they cost speed in the sandbox only.
 */
const RATE = { perSecond: 50, burst: 80 };

/**
 * One bucket for each credential, shared by all executions of this process. Named assumption "a limit for each login": KillB
 * does not say what its limit counts by. Other processes (workers) have buckets of their own.
 */
const buckets = new TokenBuckets(RATE);

/** Waits until KillB's documented limit has room for one more request of this node's credential. */
export const killBPace: Pace = async (context) => {
	const credential = context.getNode().credentials?.killBApi;
	const wait = buckets.take(credential?.id ?? '', Date.now());
	if (wait > 0) await sleep(Math.ceil(wait));
};

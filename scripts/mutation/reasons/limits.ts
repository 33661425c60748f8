import type { Reason } from '../report';
import { NO_DATE, SHORTCUT, inFile } from './inFile';

/** Survivors in clock, pacing and repeating. */
export const LIMITS: readonly Reason[] = [
	...inFile('core/clock/serverClock.ts', [
		["const server = Date.parse(date ?? '');", '"Stryker was here!"', NO_DATE],
	]),
	...inFile('core/clock/trialOffset.ts', [
		[
			"const text = typeof value === 'string' ? value : '';",
			'"Stryker was here!"',
			'Neither text is a number.',
		],
	]),
	...inFile('core/pacing/tokenBucket.ts', [
		[
			'private refilledAt = -Infinity;',
			'+Infinity',
			'A new bucket is full, so that the time of its first refill does not matter.',
		],
		[
			'if (rate.perSecond === this.rate.perSecond && rate.burst === this.rate.burst) return;',
			'false',
			SHORTCUT,
		],
		[
			'const hasRoom = remaining !== undefined && remaining >= this.rate.burst / 2;',
			'true',
			'Undefined is as large as nothing: the check is for the types.',
		],
		[
			'if (now < this.refilledAt) this.pausedUntil -= this.refilledAt - now;',
			'now <= this.refilledAt',
			'By no time at all nothing is set back.',
		],
	]),
	...inFile('core/repeat/decision.ts', [
		[
			'return reason !== undefined && (request.repeatable || !mayBeDone(failure)) ? reason : undefined;',
			'true',
			'A reason that is undefined is returned as what it is.',
		],
	]),
];

import type { INodeProperties } from 'n8n-workflow';
import type { Rate } from '../../../core/rateLimiter';
import type { RetryPolicy } from '../../../core/retry';

/** A service's documented rate limit, and the default part of it that n8n uses. */
export interface LimitFacts {
	unit: 'Minute' | 'Second';
	/** requests in that unit */
	requests: number;
	burst: number;
	/** the documented limit in words, for the form */
	documented: string;
}

/** The limits for the requests of one credential. */
export interface Limits {
	rate: Rate;
	retry: RetryPolicy;
	/** how many items are read concurrently */
	parallelReads: number;
	/** the longest time for one exchange, from its first step to the last byte of the answer */
	longestAnswerMs: number;
	/** the largest file that is downloaded */
	largestFileMb: number;
}

/** The defaults. An order may take long at the vendor, so an answer may take two minutes. */
const DEFAULTS = {
	parallelReads: 10,
	maximumAttempts: 6,
	maximumWaitSeconds: 120,
	maximumAnswerSeconds: 120,
	maximumFileMegabytes: 100,
};

/** Returns the credential inputs that override the rate limits. */
export function limitFields({ unit, requests, burst, documented }: LimitFacts): INodeProperties[] {
	const show = { adjustLimits: [true] };
	const figure = (displayName: string, name: string, value: number, description: string) =>
		({
			displayName,
			name,
			type: 'number',
			typeOptions: { minValue: 1 },
			default: value,
			description,
			displayOptions: { show },
		}) as const;
	return [
		{
			displayName: 'Adjust Limits',
			name: 'adjustLimits',
			type: 'boolean',
			default: false,
			description: `Whether to override the documented rate limits: ${documented}`,
		},
		figure(
			`Requests per ${unit}`,
			`requestsPer${unit}`,
			requests,
			`Maximum requests per ${unit.toLowerCase()} from each n8n process. Lower limits reported by the API still apply.`,
		),
		figure(
			'Burst',
			'burst',
			burst,
			'Requests that can be sent at once after a pause, before the rate applies',
		),
		figure(
			'Parallel Reads',
			'parallelReads',
			DEFAULTS.parallelReads,
			'Number of items that a node reads at the same time. Changes, such as orders and payouts, always run one by one.',
		),
		figure(
			'Maximum Attempts',
			'maximumAttempts',
			DEFAULTS.maximumAttempts,
			'Maximum attempts per request, including the first. Only requests that are safe to repeat are retried; 1 disables retries.',
		),
		figure(
			'Longest Wait (Seconds)',
			'maximumWaitSeconds',
			DEFAULTS.maximumWaitSeconds,
			'Maximum time for retries and rate-limit pauses of one request, excluding time queued behind n8n’s own requests. A longer wait, such as for a daily quota, fails immediately.',
		),
		figure(
			'Longest Answer (Seconds)',
			'maximumAnswerSeconds',
			DEFAULTS.maximumAnswerSeconds,
			'Maximum time for one response, from the start of the request to the last byte. After that the connection is closed, and the outcome of a write is unknown.',
		),
		figure(
			'Largest File (MB)',
			'maximumFileMegabytes',
			DEFAULTS.maximumFileMegabytes,
			'Maximum size of a downloaded file, such as an invoice or a spreadsheet. It is held in memory until n8n has stored it.',
		),
	];
}

/** The longest timer: a longer one fires at once (Node.js, `setTimeout`). */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Returns the limits of a credential; the documented ones where it has none or an invalid one. */
export function limitsOf(fields: Readonly<Record<string, unknown>>, facts: LimitFacts): Limits {
	const isAdjusted = fields.adjustLimits === true;
	const figure = (name: string, otherwise: number) => {
		const value = isAdjusted ? Number(fields[name]) : NaN;
		return Number.isFinite(value) && value >= 1 ? value : otherwise;
	};
	const general = (name: keyof typeof DEFAULTS) => figure(name, DEFAULTS[name]);
	const seconds = facts.unit === 'Minute' ? 60 : 1;
	return {
		rate: {
			perSecond: figure(`requestsPer${facts.unit}`, facts.requests) / seconds,
			burst: Math.floor(figure('burst', facts.burst)),
		},
		retry: {
			maximumAttempts: Math.floor(general('maximumAttempts')),
			maximumWaitMs: general('maximumWaitSeconds') * 1000,
		},
		parallelReads: Math.floor(general('parallelReads')),
		longestAnswerMs: Math.min(Math.round(general('maximumAnswerSeconds') * 1000), LONGEST_TIMER_MS),
		largestFileMb: general('maximumFileMegabytes'),
	};
}

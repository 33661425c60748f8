import type { Reason } from '../report';
import { NO_DATE, inFile } from './inFile';

const NO_CLAIMS = 'What is no object has no such members, and a text that is no JSON has no value.';

/** Survivors in core/killb. */
export const KILLB: readonly Reason[] = [
	...inFile('core/killb/accessToken.ts', [
		[
			"if (!claims.ok || typeof claims.value !== 'object' || claims.value === null) return {};",
			"!claims.ok && typeof claims.value !== 'object'",
			NO_CLAIMS,
		],
		[
			"if (!claims.ok || typeof claims.value !== 'object' || claims.value === null) return {};",
			'false',
			NO_CLAIMS,
		],
		...['exp', 'iat'].flatMap((name): Array<[string, string, string]> => {
			const member = name === 'exp' ? 'expiresAt' : 'issuedAt';
			const line = `...(typeof ${name} === 'number' && Number.isFinite(${name}) ? { ${member}: ${name} } : {}),`;
			return [
				[
					line,
					'true',
					'Number.isFinite is true of numbers alone; the other check is for the types.',
				],
				[
					line,
					`typeof ${name} === 'number' || Number.isFinite(${name})`,
					'A number that JSON.parse would make infinite comes as text.',
				],
			];
		}),
		...['false', 'expiresAt === undefined && issuedAt === undefined'].map(
			(replacement): [string, string, string] => [
				'if (expiresAt === undefined || issuedAt === undefined) return undefined;',
				replacement,
				'What is reckoned with undefined is no number, and no length of life either.',
			],
		),
	]),
	...inFile('core/killb/accountSession.ts', [
		...['newest || newest !== stale', 'true'].map((replacement): [string, string, string] => [
			'if (newest && newest !== stale && this.isUsable(newest)) return newest;',
			replacement,
			'A session that gets this far is over or dead, and so not usable.',
		]),
		[
			'return this.latest && (!stale || this.latest.renewAt > stale.renewAt) ? this.latest : stale;',
			'this.latest.renewAt >= stale.renewAt',
			'Nothing is promised of two sessions that end in the same millisecond.',
		],
	]),
	...inFile('core/killb/endedTokens.ts', [
		['() => false,', '() => undefined', 'Neither says that the token has ended.'],
	]),
	...inFile('core/killb/expiry.ts', [
		["const parsed = Date.parse(date ?? '');", '"Stryker was here!"', NO_DATE],
	]),
	...inFile('core/killb/explain.ts', [
		[
			"const envelope = readErrorEnvelope(body.kind === 'json' ? body.value : undefined);",
			'true',
			'No other kind of body has a value.',
		],
		[
			'const general = STATUSES[status >= 500 ? 500 : status];',
			'status > 500',
			'500 stands for itself.',
		],
		[
			"const family = errorCode?.split('.')[0] ?? '';",
			'"Stryker was here!"',
			'Neither text is a family.',
		],
	]),
	...inFile('core/killb/login.ts', [
		[
			"const root = parseApiRoot(known ?? fields.baseUrl ?? '', 'Base URL');",
			'"Stryker was here!"',
			'Neither text is a URL.',
		],
	]),
	...inFile('core/killb/recentTokens.ts', [
		[
			'if (this.tokens.size > LIMIT && oldest !== undefined) this.tokens.delete(oldest);',
			'true',
			'There is an oldest one where there are that many.',
		],
	]),
	...inFile('core/killb/sessions.ts', [
		[
			'if (this.accounts.size > MEMORY_LIMIT && oldest !== undefined) this.accounts.delete(oldest);',
			'true',
			'There is an oldest one where there are that many.',
		],
	]),
	...inFile('core/killb/webhookEvents.ts', [
		...["name.trim().split('.')[0].toUpperCase", '"Stryker was here!"'].map(
			(replacement): [string, string, string] => [
				"const wanted = new Set(chosen.map((name) => name.trim().split('.')[0]?.toUpperCase() ?? ''));",
				replacement,
				'What is split has at least one part.',
			],
		),
	]),
];

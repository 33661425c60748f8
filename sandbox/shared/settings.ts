import { z } from 'zod';

/**
 * Everything that the control API can set, one section per `PUT {control}/<section>`. If a vendor
 * leaves a behaviour open, the comment names the interpretation of the default.
 */
export const settingsSchema = z
	.object({
		/** Seconds added to this machine's clock; both services and their `Date` header follow it. */
		clock: z
			.object({
				offsetSeconds: z.number(),
				/** Whether answers have a `Date` header, which no vendor promises. */
				dateHeader: z.boolean(),
			})
			.strict(),
		/**
		 * KillB sessions. Access tokens are valid for one hour (killb.md 2.1); the rest is the
		 * sandbox's own choice.
		 */
		tokens: z
			.object({
				lifetimeSeconds: z.number().int(),
				refreshLifetimeSeconds: z.number().int(),
				/** A used refresh token is no longer valid. The vendor does not say. */
				rotateRefreshTokens: z.boolean(),
				/** A login ends all earlier sessions. Not documented either way. */
				singleSession: z.boolean(),
			})
			.strict(),
		/**
		 * When a KillB login is locked: nothing about it is documented. A change unlocks what wrong
		 * passwords have locked.
		 */
		logins: z
			.object({
				/** Wrong passwords in a row; null: never. */
				lockAfterFailures: z.number().int().positive().nullable(),
				/** All logins, immediately. */
				locked: z.boolean(),
			})
			.strict(),
		/** Scopes of the one KernelHost key (kernelhost.md 2). A real new key is read-only. */
		scopes: z.object({ scopes: z.array(z.string()) }).strict(),
		/** The KernelHost key itself: locked keys and the IP whitelist in CIDR form (empty: off). */
		key: z.object({ locked: z.boolean(), allowedIps: z.array(z.string()) }).strict(),
		/**
		 * What a KernelHost signature covers: which path is kernelhost.md 10.1; the query as sent, and
		 * lower-case digits, are inferred (kernelhost.md 3).
		 */
		signing: z
			.object({
				signedPath: z.enum(['belowApiRoot', 'fullPath']),
				query: z.enum(['asSent', 'sorted']),
				digits: z.enum(['lower', 'upper']),
			})
			.strict(),
		/** How the KernelHost account can pay. `balance` is a decimal amount in EUR. */
		account: z
			.object({
				balance: z.string().regex(/^\d+\.\d{2}$/, 'an amount such as "12.50"'),
				card: z.enum(['none', 'valid', 'declined', 'expired']),
				clientFound: z.boolean(),
			})
			.strict(),
		limits: z
			.object({
				kernelhost: z
					.object({
						enabled: z.boolean(),
						/** Tokens that come back per minute; the page says 60/min. */
						perMinute: z.number().positive(),
						/** Depth of the bucket. "burst 20" is read as 20 deep, not as 20 on top of 60. */
						burst: z.number().int().positive(),
						perDay: z.number().int().positive(),
						perIpPerMinute: z.number().int().positive(),
						/** Not documented: epoch seconds or seconds from now. */
						resetFormat: z.enum(['epoch', 'delta']),
						/** Not documented: delta seconds or an HTTP date. */
						retryAfterFormat: z.enum(['seconds', 'date']),
					})
					.strict(),
				killb: z
					.object({
						enabled: z.boolean(),
						perSecond: z.number().positive(),
						burst: z.number().int().positive(),
					})
					.strict(),
			})
			.strict(),
		idempotency: z
			.object({
				/**
				 * What must be equal when a key is used again. Only a body hash is documented
				 * (kernelhost.md 6), so with `body` the same body on another path gets the first answer.
				 */
				compares: z.enum(['body', 'bodyAndPath']),
				/** Whether 402 answers are kept and replayed like the others. Not documented. */
				replayErrors: z.boolean(),
				/** The header of a replayed answer; none is documented, so null. */
				replayHeader: z.string().min(1).nullable(),
			})
			.strict(),
		/** Delays of the KernelHost life cycles, in milliseconds. */
		delays: z
			.object({
				orderTakesMs: z.number().int().nonnegative(),
				paidAfterMs: z.number().int().nonnegative(),
				provisionedAfterMs: z.number().int().nonnegative(),
				actionTakesMs: z.number().int().nonnegative(),
			})
			.strict(),
		/** How KernelHost lists look; the vendor documents neither envelope nor paging nor order. */
		lists: z
			.object({
				envelope: z.enum(['data', 'items', 'resource', 'array']),
				paging: z.enum(['page', 'cursor', 'link', 'ignored']),
				order: z.enum(['oldestFirst', 'newestFirst']),
			})
			.strict(),
		/** An invoice's PDF as such, or inside JSON: kernelhost.md 10.5. */
		invoices: z.object({ pdfFormat: z.enum(['binary', 'json']) }).strict(),
		/** Outgoing webhooks. */
		deliveries: z
			.object({
				/**
				 * killb.md 4.2: the counter goes up to 5. KernelHost's number is not documented; the same
				 * is used.
				 */
				maxAttempts: z.number().int().positive(),
				/**
				 * Wait before attempt n + 1 is `backoffMs * 2^(n-1)`. Neither vendor documents a schedule.
				 */
				backoffMs: z.number().int().nonnegative(),
				timeoutMs: z.number().int().positive(),
				/** KernelHost's header name is not documented: the sandbox's own choice. */
				kernelhostHeader: z.string().min(1),
				/** killb.md 4.3: two documented schemes under one header. */
				killbScheme: z.enum(['hmac', 'suffix']),
				/**
				 * How many more times each webhook is sent, with the same id; each is retried by itself.
				 */
				duplicates: z.number().int().nonnegative(),
				/** Webhooks of this span are sent in reverse order, one after the other; 0: immediately. */
				reorderWindowMs: z.number().int().nonnegative(),
			})
			.strict(),
		/** What KillB leaves open. */
		killb: z
			.object({
				/** A second create with a known `externalId`: the same record again, or 409. */
				repeatedExternalId: z.enum(['same', 'conflict']),
				newUserStatus: z.enum(['ACTIVE', 'PENDING', 'REJECTED']),
				newAccountStatus: z.enum(['ACTIVE', 'PENDING', 'REJECTED', 'INACTIVE']),
				/** Time between two states of a bulk upload's job; 0: it does not continue by itself. */
				bulkStepMs: z.number().int().nonnegative(),
				/**
				 * Of a quotation's `expiresAt`: the prose shows milliseconds, the sample of the type
				 * seconds.
				 */
				expiresAtUnit: z.enum(['ms', 's']),
				/** The prose says 30 seconds. */
				quotationLifetimeMs: z.number().int().nonnegative(),
				/**
				 * Time between two states of a ramp, a payout or a withdrawal; 0: none continues by itself.
				 */
				rampStepMs: z.number().int().nonnegative(),
				payoutStepMs: z.number().int().nonnegative(),
				withdrawalStepMs: z.number().int().nonnegative(),
				/**
				 * The value for a beneficiary with a bank account: three sources, three values
				 * (killb.md 8).
				 */
				payoutBankType: z.enum(['BANK', 'PSE', 'ACH_CO']),
				newSavingsStatus: z.enum(['PENDING', 'COMPLETED', 'REJECTED']),
			})
			.strict(),
	})
	.strict();

export type Settings = z.infer<typeof settingsSchema>;
export type SettingsSection = keyof Settings;
/** A change of one section: every member optional, at every depth. */
export type SettingsPatch<S extends SettingsSection> = {
	[K in keyof Settings[S]]?: Settings[S][K] extends unknown[]
		? Settings[S][K]
		: Partial<Settings[S][K]>;
};

/** All scopes of kernelhost.md 2. */
const ALL_SCOPES = [
	'read:products',
	'read:orders',
	'write:orders',
	'read:services',
	'write:services',
	'read:credentials',
	'read:billing',
	'read:webhooks',
	'write:webhooks',
] as const;

export function defaultSettings(): Settings {
	return {
		clock: { offsetSeconds: 0, dateHeader: true },
		tokens: {
			lifetimeSeconds: 3600,
			refreshLifetimeSeconds: 2_592_000,
			rotateRefreshTokens: true,
			singleSession: false,
		},
		logins: { lockAfterFailures: null, locked: false },
		scopes: { scopes: [...ALL_SCOPES] },
		key: { locked: false, allowedIps: [] },
		signing: { signedPath: 'belowApiRoot', query: 'asSent', digits: 'lower' },
		account: { balance: '500.00', card: 'valid', clientFound: true },
		limits: {
			kernelhost: {
				enabled: true,
				perMinute: 60,
				burst: 20,
				perDay: 5000,
				perIpPerMinute: 600,
				resetFormat: 'epoch',
				retryAfterFormat: 'seconds',
			},
			killb: { enabled: true, perSecond: 100, burst: 200 },
		},
		idempotency: { compares: 'body', replayErrors: true, replayHeader: null },
		delays: { orderTakesMs: 0, paidAfterMs: 200, provisionedAfterMs: 400, actionTakesMs: 300 },
		lists: { envelope: 'data', paging: 'page', order: 'oldestFirst' },
		invoices: { pdfFormat: 'binary' },
		deliveries: {
			maxAttempts: 5,
			backoffMs: 200,
			timeoutMs: 10_000,
			kernelhostHeader: 'KH-Webhook-Signature',
			killbScheme: 'hmac',
			duplicates: 0,
			reorderWindowMs: 0,
		},
		killb: {
			repeatedExternalId: 'same',
			newUserStatus: 'ACTIVE',
			newAccountStatus: 'ACTIVE',
			bulkStepMs: 100,
			expiresAtUnit: 'ms',
			quotationLifetimeMs: 30_000,
			rampStepMs: 0,
			payoutStepMs: 0,
			withdrawalStepMs: 0,
			payoutBankType: 'BANK',
			newSavingsStatus: 'COMPLETED',
		},
	};
}

/** The settings with one section changed, as a new object. */
export function changed<S extends SettingsSection>(
	settings: Settings,
	section: S,
	patch: SettingsPatch<S>,
): Settings {
	return { ...settings, [section]: merged(settings[section], patch) };
}

/** Objects are merged at every depth, everything else is replaced. */
function merged<T>(current: T, patch: unknown): T {
	if (!isObject(current) || !isObject(patch)) return patch as T;
	const result: Record<string, unknown> = { ...current };
	for (const [name, value] of Object.entries(patch)) {
		if (value !== undefined) result[name] = merged(result[name], value);
	}
	return result as T;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import type { Settings } from './settings';

/** All scopes of kernelhost.md 2. */
export const ALL_SCOPES = [
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
		clock: { offsetSeconds: 0 },
		tokens: {
			lifetimeSeconds: 3600,
			refreshLifetimeSeconds: 2_592_000,
			rotateRefreshTokens: true,
			singleSession: false,
		},
		logins: { lockAfterFailures: null, locked: false },
		scopes: { scopes: [...ALL_SCOPES] },
		key: { locked: false, allowedIps: [] },
		signing: { signedPath: 'belowApiRoot' },
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
		lists: { envelope: 'data', paging: 'page' },
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

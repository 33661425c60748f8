import { operations } from '../../../scripts/operationList';
import { resources } from '../../../nodes/KillB/resources';
import { documentedEndpoints } from './facts';

/**
 * What requires a person at a screen, and the API's own description: reachable by API Request alone
 * (killb.md 2.4).
 */
const BY_API_REQUEST_ONLY = [
	'POST /api/v2/auth/signup',
	'POST /api/v2/auth/login/otp',
	'GET /api/v2/auth/confirm-email',
	'POST /api/v2/auth/2fa/enable',
	'POST /api/v2/auth/2fa/verify',
	'POST /api/v2/auth/2fa/disable/request-email',
	'POST /api/v2/auth/2fa/disable',
	'POST /api/v2/auth/password/reset/request',
	'POST /api/v2/auth/password/reset',
	'POST /api/v2/auth/password/change',
	'GET /api/v2/auth/invite',
	'POST /api/v2/auth/invite',
	'GET /api/v2/open-api-json',
];

const killB = operations().filter(({ node }) => node === 'killB');

/** The names in braces differ on each side. */
const nameless = (endpoint: string) => endpoint.replace(/\{\w+\}/g, '{}');

describe('the operations of the KillB node', () => {
	it('cover all 82 documented endpoints, except for those that require a person at a screen', () => {
		const covered = killB
			.filter(({ method }) => method !== 'ANY' && method !== 'none')
			.map(({ method, path }) => `${method} ${path}`);
		expect(documentedEndpoints).toHaveLength(82);
		expect([...new Set([...covered, ...BY_API_REQUEST_ONLY].map(nameless))].sort()).toEqual(
			documentedEndpoints.map(nameless).sort(),
		);
	});

	it('exist once for each endpoint, except for Quote and Create and Check Connection', () => {
		const seen = new Set<string>();
		const again = killB.filter(({ method, path }) => {
			const endpoint = nameless(`${method} ${path}`);
			return seen.has(endpoint) || !seen.add(endpoint);
		});
		expect(again.map(({ resource, operation }) => `${resource}.${operation}`).sort()).toEqual([
			'auth.getCurrentUser',
			'ramp.quoteAndCreate',
		]);
	});

	it('are retried in doubt only if that is harmless: reads, keyed writes, and these', () => {
		const harmless = resources.flatMap(({ name, operations: all }) =>
			Object.entries(all)
				.filter(([, { repeatable, endpoint, idempotent }]) => {
					return repeatable && !/^(?:GET |none$)/.test(endpoint) && idempotent === false;
				})
				.map(([operation]) => `${name}.${operation}`),
		);
		expect(harmless.sort()).toEqual([
			'auth.logOut',
			'quotation.create',
			'quotation.simulate',
			'quotation.update',
			'ramp.update',
			'user.getKycToken',
			'user.setFavorite',
			'webhook.update',
		]);
	});
});

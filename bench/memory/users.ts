import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const PAGE_SIZE = 100;

const CUSTOMER_ID = '8ffce092-b97a-48bd-9efa-24c66ac7fe13';

/**
 * Returns a user as in the list of killb.md 3.2, with a person's data of killb.md 3.1. No two users
 * share a text that a process could deduplicate.
 */
function user(number: number) {
	const hex = createHash('sha256').update(String(number)).digest('hex');
	const id = [8, 4, 4, 4, 12]
		.map((length, part) => hex.slice(part * 12, part * 12 + length))
		.join('-');
	return {
		id,
		status: 'ACTIVE',
		customerId: CUSTOMER_ID,
		type: 'PERSON',
		externalId: `customer-${id}`,
		complianceUrl: `https://compliance.example/sessions/${id}`,
		accessLevel: 'L1',
		note: 'Identity verification completed successfully.',
		active: true,
		createdAt: new Date(1_700_000_000_000 + number * 1000).toISOString(),
		updatedAt: new Date(1_700_000_500_000 + number * 1000).toISOString(),
		data: {
			firstName: `First ${id.slice(0, 8)}`,
			lastName: `Last ${id.slice(8, 16)}`,
			dateOfBirth: '1992-01-01',
			email: `${id}@example.test`,
			phone: `+57601${String(number).padStart(7, '0')}`,
			address: {
				street1: `${number} Dwight Court`,
				city: 'Bogotá',
				state: 'DC',
				zipCode: String(110_000 + (number % 1000)),
				countryCode: 'CO',
			},
			document: { type: 'PASSPORT', number: `GE${number}`, issuedCountryCode: 'CO' },
		},
	};
}

/** Returns one page of the list in KillB's documented envelope (killb.md 1). */
function pageOf(page: number, limit: number, count: number) {
	const first = (page - 1) * limit;
	const length = Math.max(0, Math.min(limit, count - first));
	return {
		users: Array.from({ length }, (_, index) => user(first + index)),
		totalPage: Math.ceil(count / limit),
	};
}

/** Returns a digest that shows whether a list has the right users in the right order. */
export function digestOf(ids: Iterable<unknown>): string {
	const digest = createHash('sha256');
	for (const id of ids) digest.update(`${String(id)}\n`);
	return digest.digest('hex');
}

/** Returns the `digestOf` the server's users. */
export function expectedDigest(count: number): string {
	return digestOf(Array.from({ length: count }, (_, number) => user(number).id));
}

/** One hour, the lifetime of KillB's tokens, in milliseconds (killb.md 2.1). */
const LIFETIME_MS = 3_600_000;
const TOKENS = { accessToken: 'access', refreshToken: 'refresh', expiresIn: LIFETIME_MS };

/**
 * Starts a mock KillB with the given number of users, which only answers logins and the paged list.
 */
export async function userServer(count: number) {
	const server = createServer((request, response) => {
		const { pathname, searchParams } = new URL(String(request.url), 'http://server');
		const answer = (status: number, body: object) => {
			response.writeHead(status, { 'Content-Type': 'application/json' });
			response.end(JSON.stringify(body));
		};
		request.resume();
		if (pathname === '/api/v2/auth/login') return answer(201, TOKENS);
		const isMember = request.headers.authorization === `Bearer ${TOKENS.accessToken}`;
		if (pathname !== '/api/v2/users' || !isMember) return answer(400, { statusCode: '400' });
		answer(200, pageOf(Number(searchParams.get('page')), Number(searchParams.get('limit')), count));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		/** the fields of a KillB credential for it */
		fields: {
			environment: 'custom',
			baseUrl: `http://127.0.0.1:${port}`,
			email: 'someone@killb.example',
			password: 'Right-Passw0rd',
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

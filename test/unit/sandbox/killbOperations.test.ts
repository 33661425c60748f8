import { startSandbox, type Sandbox } from '../../../sandbox';
import facts from '../../../sandbox/killb/operations.json';
import { killb, logIn } from './client';

let sandbox: Sandbox;
let token: string;
beforeAll(async () => {
	sandbox = await startSandbox();
	token = (await logIn(sandbox)).accessToken;
});
afterAll(async () => await sandbox.close());

const OPERATIONS = facts.operations.map(({ method, path }): [string, string] => [method, path]);

test('there are 82 operations', () => {
	expect(new Set(OPERATIONS.map((operation) => operation.join(' '))).size).toBe(82);
});

test.each(OPERATIONS)('%s %s is served', async (method, path) => {
	const target = path.replace('/api/v2', '').replaceAll(/\{\w+\}/g, 'x');
	const body = method === 'POST' || method === 'PATCH' ? {} : undefined;
	// The logout would end the session of the others.
	const own = path.endsWith('/logout') ? (await logIn(sandbox)).accessToken : token;
	const { status, data } = await killb(sandbox, method, target, { token: own, body });
	expect(status).toBeLessThan(500);
	expect(data.errorCode).not.toBe('NOT_FOUND');
	// An unknown object and an unserved path look alike, so the message is checked too.
	expect(JSON.stringify(data.message ?? '')).not.toContain('Cannot ');
});

test('an unknown operation is not served', async () => {
	const { status, data } = await killb(sandbox, 'GET', '/nothing', { token });
	expect([status, data.errorCode, data.message]).toEqual([
		404,
		'NOT_FOUND',
		['Cannot GET /api/v2/nothing'],
	]);
});

describe('the OpenAPI document', () => {
	type Document = {
		openapi: string;
		paths: Record<string, Record<string, Described>>;
		components: { schemas: Record<string, unknown> };
	};
	type Described = {
		operationId: string;
		parameters?: Array<{ name: string; in: string; required: boolean }>;
		requestBody?: { content: Record<string, unknown> };
		responses: Record<string, { description: string }>;
	};
	let document: Document;
	beforeAll(async () => {
		const { status, data } = await killb(sandbox, 'GET', '/open-api-json', { token });
		expect(status).toBe(200);
		document = data as Document;
	});

	test('has every operation, under its own ID', () => {
		const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
			Object.keys(methods).map((method) => [method.toUpperCase(), path]),
		);
		expect(document.openapi).toMatch(/^3\.1\./);
		expect(listed.sort()).toEqual([...OPERATIONS].sort());
		const ids = Object.values(document.paths).flatMap((methods) =>
			Object.values(methods).map(({ operationId }) => operationId),
		);
		expect(new Set(ids).size).toBe(82);
	});

	test('contains no dangling reference', () => {
		const references = JSON.stringify(document).matchAll(
			/"\$ref":"#\/components\/schemas\/(\w+)"/g,
		);
		const names = new Set([...references].map(([, name]) => name));
		expect(names.size).toBeGreaterThan(100);
		expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining([...names]));
	});

	test('names each placeholder of a path as a required parameter', () => {
		for (const [path, methods] of Object.entries(document.paths)) {
			const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
			for (const { parameters = [] } of Object.values(methods)) {
				const inPath = parameters.filter((parameter) => parameter.in === 'path');
				expect(inPath.map(({ name }) => name)).toEqual(placeholders);
				expect(inPath.every(({ required }) => required)).toBe(true);
			}
		}
	});

	test('describes the request and the response', () => {
		expect(document.paths['/api/v2/payouts']?.['post']).toMatchObject({
			parameters: [
				{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string' } },
			],
			requestBody: {
				content: {
					'application/json': { schema: { $ref: '#/components/schemas/CreatePayoutInputDto' } },
				},
			},
			responses: {
				'201': {
					content: {
						'application/json': {
							schema: { $ref: '#/components/schemas/CreatePayoutResponseDto' },
						},
					},
				},
			},
		});
		expect(document.components.schemas['CreateRampAccount']).toEqual({
			type: 'object',
			required: ['id', 'amount'],
			properties: { id: { type: 'string' }, amount: { type: 'number' } },
		});
	});
});

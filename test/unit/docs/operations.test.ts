import { readFileSync } from 'node:fs';
import path from 'node:path';
import { operations } from '../../../scripts/operationList';
import { OPERATIONS_PAGE, withTables } from '../../../scripts/operationTables';

/** The complete reference of the vendor (kernelhost.md 4). */
const ENDPOINTS = [
	'GET /v1/health',
	'GET /v1/me',
	'GET /v1/products',
	'GET /v1/products/{id}',
	'POST /v1/orders',
	'GET /v1/orders/{id}',
	'GET /v1/services',
	'GET /v1/services/{id}',
	'GET /v1/services/{id}/credentials',
	'POST /v1/services/{id}/actions',
	'GET /v1/billing/balance',
	'GET /v1/billing/invoices',
	'GET /v1/billing/invoices/{id}/pdf',
	'GET /v1/webhooks',
	'PUT /v1/webhooks',
];

const kernelHost = operations().filter(({ node }) => node === 'kernelHost');

describe('the operations of the KernelHost node', () => {
	const sending = kernelHost.filter(({ method }) => !['ANY', 'none'].includes(method));
	const requests = sending.map(
		({ method, path: template }) => `${method} ${template.replace(/\{\w+\}/g, '{id}')}`,
	);

	it('cover exactly the 15 documented endpoints', () => {
		const documented = new Set(requests);
		expect([...documented].sort()).toEqual([...ENDPOINTS].sort());
	});

	it('are retried in doubt exactly if that is harmless: reads, keyed writes and fixed states', () => {
		const others = kernelHost.filter((operation) => !operation.repeatable);
		expect(others.map(({ resource }) => resource)).toEqual(['apiRequest']);
	});
});

it('docs/operations.md shows the operations as in the code ("npm run docs" writes them)', () => {
	const page = readFileSync(path.join(__dirname, '../../..', OPERATIONS_PAGE), 'utf8');
	expect(withTables(page)).toBe(page);
});

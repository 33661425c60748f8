import { loadList } from '../../support/engine';
import { byId, KillBSandbox } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

const documents = () => [...sandbox.state.killb.documents.byId.values()];
const pending = () => documents().filter(({ status }) => status === 'PENDING');

describe('Document: Get Many and Get', () => {
	it('return one item per document, as many as requested', async () => {
		const { items, error } = await sandbox.run('document.getAll', { returnAll: true });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual(documents());
		const some = await sandbox.run('document.getAll', { limit: 1 });
		expect(some.items.map(({ json }) => json)).toEqual(documents().slice(0, 1));
	});

	it('return each item’s own document', async () => {
		const items = documents().map(({ id }) => ({ id }));
		const result = await sandbox.run(
			'document.get',
			{ documentId: byId('={{ $json.id }}') },
			{ items },
		);
		expect(result.items.map(({ json }) => json)).toEqual(documents());
	});

	it('fill the picker of the form, filtered', async () => {
		const list = { type: 'killB', method: 'searchDocuments', credentials: sandbox.credentials() };
		const [first] = documents();
		expect((await loadList(list)).results).toHaveLength(documents().length);
		expect((await loadList({ ...list, filter: 'TERMS' })).results).toEqual([
			{ name: 'Terms and Conditions · PENDING', value: first?.id },
		]);
	});
});

describe('Document: Sign and Sign Many', () => {
	it('sign one document, and no other', async () => {
		const [first] = documents();
		const { items, error } = await sandbox.run('document.sign', {
			documentId: byId(String(first?.id)),
		});
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ documentId: first?.id, status: 'SIGNED' });
		expect(pending()).toHaveLength(documents().length - 1);
	});

	it.each(['bulk', 'BULK', '%62ulk', ' bulk '])(
		'never sign all because the ID is %j',
		async (id) => {
			const { error } = await sandbox.run('document.sign', { documentId: byId(id) });
			expect(error?.message).toMatch(/^Document is ".*", which is not an ID$/);
			expect(sandbox.ownRequests()).toEqual([]);
			expect(pending()).toHaveLength(documents().length);
		},
	);

	it('sign all without a body', async () => {
		const { items, error } = await sandbox.run('document.signMany');
		expect(error).toBeUndefined();
		expect(items[0]?.json.documentsSigned).toEqual(documents().map(({ id }) => id));
		expect(pending()).toEqual([]);
		expect(sandbox.arrived().at(-1)?.body).toBe('');
	});

	it('send a body only if one was given', async () => {
		await sandbox.run('document.signMany', { options: { body: '{"documentIds":["a"]}' } });
		expect(sandbox.bodies('POST', '/documents/sign/bulk')).toEqual([{ documentIds: ['a'] }]);
	});

	it('explain that the document does not exist', async () => {
		const { error } = await sandbox.run('document.sign', { documentId: byId('none') });
		expect(error?.message).toBe('Document not found');
		expect(error).toMatchObject({ httpCode: '404' });
	});
});

describe('Document: Generate', () => {
	it('creates the documents of the own customer, found by its profile', async () => {
		const before = documents().length;
		const { items, error } = await sandbox.run('document.generate');
		expect(error).toBeUndefined();
		expect(items[0]?.json.documents).toEqual([documents().at(-1)?.id]);
		expect(documents()).toHaveLength(before + 1);
		expect(
			sandbox.ownRequests().map((request) => request.replace(/[0-9a-f-]{36}/, '{id}')),
		).toEqual(['GET /customers/profile 200', 'POST /documents/generate/{id} 201']);
	});

	it('accepts another customer by ID, and requires it', async () => {
		const other = await sandbox.run('document.generate', { customer: 'byId', customerId: 'other' });
		expect(other.error?.message).toBe('Customer not found');
		const none = await sandbox.run('document.generate', {
			customer: 'byId',
			customerId: '={{ $json.none }}',
		});
		expect(none.error?.message).toBe(
			'Customer ID is empty: its expression {{ $json.none }} returned nothing',
		);
		expect(sandbox.ownRequests()).toEqual(['POST /documents/generate/other 404']);
	});
});

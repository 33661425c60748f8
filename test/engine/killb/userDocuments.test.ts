import type { IBinaryKeyData, INodeParameters } from 'n8n-workflow';
import { byId, KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';
import { COMPANY_DATA } from '../../support/killb/people';

const sandbox = KillBSandbox.forEachTest();

const PDF = Buffer.from('%PDF-1.7 a bill, with \r\n--boundary in it');
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 255]);

function binary(bytes: Buffer, fileName: string, mimeType = 'application/octet-stream') {
	return { data: bytes.toString('base64'), fileName, mimeType };
}

const FILES: IBinaryKeyData = {
	data: binary(PDF, 'frente "1".pdf'),
	back: binary(PNG, 'reverso.png', 'image/png'),
	text: binary(Buffer.from('plain'), 'a.pdf', 'application/pdf'),
	empty: binary(Buffer.alloc(0), 'empty.pdf'),
};

const upload = async (of: 'Person' | 'Company', parameters: INodeParameters, items = [{}]) =>
	await sandbox.run(
		`user.upload${of}Document`,
		{ userId: byId(SEEDED_USER_ID), ...parameters },
		{ items, files: FILES },
	);

describe('User: Upload Person Document and Upload Company Document', () => {
	it('send front and back of a document, byte for byte, with the type of their content', async () => {
		const { items, error } = await upload('Person', {
			documentType: 'CE',
			frontFile: 'data',
			additionalFields: { backFile: 'back' },
		});
		expect(error).toBeUndefined();
		expect(sandbox.state.killb.uploads).toEqual([
			{
				endpoint: '/users/person/document',
				fields: { userId: SEEDED_USER_ID, documentType: 'CE' },
				files: [
					expect.objectContaining({
						name: 'frontDocument',
						mimeType: 'application/pdf',
						bytes: PDF,
					}),
					{ name: 'backDocument', fileName: 'reverso.png', mimeType: 'image/png', bytes: PNG },
				],
			},
		]);
		expect(items).toEqual([
			{
				json: { uploaded: true, userId: SEEDED_USER_ID, documentType: 'CE' },
				pairedItem: { item: 0 },
			},
		]);
	});

	it('take files of an earlier node by an expression, as n8n’s own nodes do', async () => {
		const { error } = await upload('Person', {
			documentType: 'CE',
			frontFile: "={{ $('Start').item.binary.data }}",
			additionalFields: { backFile: '={{ $input.item.binary.back }}' },
		});
		expect([error?.message, error?.description]).toEqual([undefined, undefined]);
		expect(sandbox.state.killb.uploads).toMatchObject([
			{
				files: [
					{ name: 'frontDocument', mimeType: 'application/pdf', bytes: PDF },
					{ name: 'backDocument', fileName: 'reverso.png', bytes: PNG },
				],
			},
		]);
	});

	it('say what they take when the expression gives another object', async () => {
		const { error } = await upload('Person', {
			documentType: 'CE',
			frontFile: "={{ $('Start').item.binary }}",
		});
		expect(error?.message).toMatch(
			/^Input Binary Field \(Front\) must be the name of a binary field, or an expression for a file/,
		);
	});

	it('send a company’s document, without a back', async () => {
		const { id } = sandbox.state.killb.addUser('COMPANY', { ...COMPANY_DATA });
		const { error } = await upload('Company', {
			userId: byId(id),
			documentType: 'ARTICLES_OF_INCORPORATION',
		});
		expect(error).toBeUndefined();
		expect(sandbox.state.killb.uploads).toMatchObject([
			{
				endpoint: '/users/company/document',
				fields: { userId: id, documentType: 'ARTICLES_OF_INCORPORATION' },
				files: [{ name: 'frontDocument' }],
			},
		]);
	});

	it.each<[INodeParameters, RegExp]>([
		[
			{ frontFile: 'text' },
			/^Input Binary Field \(Front\) holds "a\.pdf", which is not a JPG, PNG/,
		],
		[{ frontFile: 'empty' }, /^Input Binary Field \(Front\) holds an empty file/],
		[{ frontFile: 'none' }, /^The item has no binary field 'none'/],
		[
			{ frontFile: 'data', additionalFields: { backFile: 'text' } },
			/^Input Binary Field \(Back\) holds "a\.pdf"/,
		],
		[{ documentType: '={{ "NIT" }}' }, /^Document Type must be one of .* got "NIT"/],
		[
			{ userId: byId('={{ $json.none }}') },
			/^User is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
	])('send nothing for %j', async (parameters, message) => {
		const { error } = await upload('Person', { documentType: 'PASSPORT', ...parameters });
		expect(error?.message).toMatch(message);
		expect(sandbox.ownRequests()).toEqual([]);
		expect(sandbox.state.killb.uploads).toEqual([]);
	});

	it('log in again in the middle, and send the whole form once more', async () => {
		const { credentialStore } = await sandbox.run('auth.getCurrentUser');
		sandbox.state.killb.sessions.revoke('all');
		const { error } = await sandbox.run(
			'user.uploadPersonDocument',
			{ userId: byId(SEEDED_USER_ID), documentType: 'PASSPORT' },
			{ files: FILES, credentials: credentialStore },
		);
		expect(error).toBeUndefined();
		expect(sandbox.state.killb.uploads.at(-1)?.files[0]?.bytes).toEqual(PDF);
	});

	it('continue with the other items under Continue On Fail', async () => {
		const { items } = await sandbox.run(
			'user.uploadPersonDocument',
			{ userId: byId(SEEDED_USER_ID), documentType: 'PASSPORT', frontFile: '={{ $json.field }}' },
			{
				items: [{ field: 'text' }, { field: 'back' }],
				files: FILES,
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(items.map(({ json, pairedItem }) => [json.uploaded, pairedItem])).toEqual([
			[undefined, { item: 0 }],
			[true, { item: 1 }],
		]);
	});
});

import * as fc from 'fast-check';
import { encodeForm, type FormPart } from '../../../core/http/multipart';

/** Node's own parser of forms. */
async function parsed(parts: FormPart[]): Promise<FormData> {
	const { contentType, body } = await encodeForm(parts);
	return await new Response(new Uint8Array(body), {
		headers: { 'Content-Type': contentType },
	}).formData();
}

describe('a multipart form', () => {
	it('arrives with its texts and files, byte by byte', async () => {
		const bytes = Buffer.from([0, 255, 13, 10, 45, 45, 128]);
		const form = await parsed([
			{ name: 'userId', value: 'Zoë – 4d23' },
			{
				name: 'frontDocument',
				file: { bytes, fileName: 'pasaporte ñ.png', mimeType: 'image/png' },
			},
		]);
		expect(form.get('userId')).toBe('Zoë – 4d23');
		const file = form.get('frontDocument') as File;
		expect([file.name, file.type]).toEqual(['pasaporte ñ.png', 'image/png']);
		expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes);
	});

	it('can contain any text and any bytes', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.uint8Array(), async (text, bytes) => {
				const form = await parsed([
					{ name: 'text', value: text },
					{ name: 'file', file: { bytes, fileName: 'x', mimeType: 'application/pdf' } },
				]);
				expect(form.get('text')).toBe(text);
				expect(new Uint8Array(await (form.get('file') as File).arrayBuffer())).toEqual(bytes);
			}),
			{ numRuns: 50 },
		);
	});

	it.each(['a"; name="userId', 'a\r\nX-Evil: 1\r\n\r\nb', '"', '\n'])(
		'cannot get another field through the file name %j',
		async (fileName) => {
			const form = await parsed([
				{
					name: 'file',
					file: { bytes: Buffer.from('x'), fileName, mimeType: 'image/png\r\nX: 1' },
				},
				{ name: 'last', value: 'here' },
			]);
			expect([...form.keys()]).toEqual(['file', 'last']);
			expect(await (form.get('file') as File).text()).toBe('x');
		},
	);

	it('is written as browsers write it', async () => {
		const { contentType, body } = await encodeForm([
			{ name: 'a"b\r\nc', value: 'ü' },
			{ name: 'f', file: { bytes: Buffer.from([1, 255]), fileName: 'x', mimeType: '' } },
		]);
		const boundary = /^multipart\/form-data; boundary=(----formdata-undici-\d+)$/.exec(
			contentType,
		)?.[1];
		expect(body.toString('latin1')).toBe(
			[
				`--${boundary}`,
				'Content-Disposition: form-data; name="a%22b%0D%0Ac"',
				'',
				Buffer.from('ü').toString('latin1'),
				`--${boundary}`,
				'Content-Disposition: form-data; name="f"; filename="x"',
				'Content-Type: application/octet-stream',
				'',
				'\u0001\u00ff',
				`--${boundary}--`,
				'',
			].join('\r\n'),
		);
	});

	it('gets no extra header from the type of a file', async () => {
		const file = { bytes: Buffer.from('x'), fileName: 'x', mimeType: 'image/png\r\nX: 1' };
		const { body } = await encodeForm([{ name: 'f', file }]);
		expect(body.toString()).toContain('\r\nContent-Type: application/octet-stream\r\n\r\nx\r\n');
	});

	it('has a new boundary each time', async () => {
		const types = await Promise.all([encodeForm([]), encodeForm([])]);
		expect(types[0].contentType).not.toBe(types[1].contentType);
	});
});

import { fileKindOf, fileNameIn, MIME_TYPES } from '../../../core/http/file';
import { fileInAnswer } from '../../../core/kernelhost/pdf';

describe('the file name in a Content-Disposition header', () => {
	it.each([
		['attachment; filename="invoice.pdf"', 'invoice.pdf'],
		['attachment; filename=invoice.pdf', 'invoice.pdf'],
		['attachment; FILENAME= invoice 7.pdf ; size=3', 'invoice 7.pdf'],
		['attachment; filename="../../etc/passwd"', 'passwd'],
		['attachment; filename="C:\\\\temp\\\\a.pdf"', 'a.pdf'],
		['attachment; filename="C:a.pdf"', 'a.pdf'],
		['attachment; filename="a \\"b\\"; c.pdf"', 'a "b"; c.pdf'],
		["attachment; filename=x.pdf; filename*=UTF-8''Fakt%C3%BAra.pdf", 'Faktúra.pdf'],
		["attachment; filename*=UTF-8''..%2F..%2Fpasswd", 'passwd'],
	])('of %j is %j', (header, name) => {
		expect(fileNameIn(header)).toBe(name);
	});

	it.each([undefined, '', 'attachment', 'attachment; filename=""', 'attachment; filename="a/ "'])(
		'is missing in %j',
		(header) => {
			expect(fileNameIn(header)).toBeUndefined();
		},
	);
});

describe('the type of a file', () => {
	const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
	it.each([
		['JPG', [0xff, 0xd8, 0xff, 0xe0, 1], 'image/jpeg'],
		['PNG', [...png, 1], 'image/png'],
		['PDF', [...Buffer.from('%PDF-1.7')], 'application/pdf'],
	] as const)('is detected as %s by its first bytes', (kind, bytes, mimeType) => {
		expect(fileKindOf(Uint8Array.from(bytes))).toBe(kind);
		expect(MIME_TYPES[kind]).toBe(mimeType);
	});

	it.each([[[]], [[0xff, 0xd8]], [png.slice(0, 7)], [[...Buffer.from(' %PDF-')]], [[0x3c]]])(
		'is unknown for %j',
		(bytes) => {
			expect(fileKindOf(Uint8Array.from(bytes))).toBeUndefined();
		},
	);
});

describe('the PDF in a KernelHost response', () => {
	const pdf = Buffer.from('%PDF-1.7\n1 0 obj');
	const encoded = pdf.toString('base64');
	const ofJson = (body: unknown) => fileInAnswer({ body, headers: {} }, 'invoice-7.pdf');

	it('is its bytes, named by the header', () => {
		const headers = { 'content-disposition': 'attachment; filename="RE-7.pdf"' };
		expect(fileInAnswer({ body: undefined, bytes: pdf, headers }, 'x.pdf')).toEqual({
			bytes: pdf,
			fileName: 'RE-7.pdf',
		});
		expect(fileInAnswer({ body: undefined, bytes: pdf, headers: {} }, 'x.pdf').fileName).toBe(
			'x.pdf',
		);
	});

	it.each([
		[{ file: encoded }, 'invoice-7.pdf'],
		[encoded, 'invoice-7.pdf'],
		[{ data: { pdf: encoded, name: 'RE-7.PDF' } }, 'RE-7.PDF'],
		[{ data: { a: { content: encoded } }, filename: 'a/b.pdf' }, 'invoice-7.pdf'],
		[{ pdf: encoded, name: 'see RE-7.pdf here' }, 'invoice-7.pdf'],
		[{ pdf: encoded, name: '.pdf', other: `${'x'.repeat(121)}.pdf` }, 'invoice-7.pdf'],
		[{ pdf: `${encoded.slice(0, 8)}\n${encoded.slice(8)}` }, 'invoice-7.pdf'],
		[['RE-8.pdf', encoded], 'RE-8.pdf'],
	])('is decoded from base64 inside the JSON %j', (body, fileName) => {
		expect(ofJson(body)).toEqual({ bytes: pdf, fileName });
	});

	it.each([
		[undefined],
		[null],
		[{ pdf: null }],
		[{ note: `x${encoded}` }],
		[{ note: `${encoded}!` }],
		[{ note: 'JVBERi' }],
		[{ a: { b: { c: { tooDeep: encoded } } } }],
	])('is missing in %j, and the error says so', (body) => {
		expect(() => ofJson(body)).toThrow(
			'The response contains no PDF, neither directly nor inside its JSON.',
		);
	});

	it('is missing in a response without bytes', () => {
		const empty = { body: { file: encoded }, bytes: Buffer.alloc(0), headers: {} };
		expect(fileInAnswer(empty, 'x.pdf')).toEqual({ bytes: pdf, fileName: 'x.pdf' });
	});
});

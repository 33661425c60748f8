import * as fc from 'fast-check';
import { documentFile, MAXIMUM_USER_FILE } from '../../../nodes/KillB/documentFile';

const PDF = Buffer.from('%PDF-1.7 …');
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);
const JPG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1]);

const check = (bytes: Buffer, kinds = ['JPG', 'PNG', 'PDF'] as const, mimeType = 'text/plain') =>
	documentFile({ bytes, fileName: 'a.bin', mimeType }, 'File', kinds, MAXIMUM_USER_FILE);

describe('documentFile', () => {
	it.each([
		['image/jpeg', JPG],
		['image/png', PNG],
		['application/pdf', PDF],
	])('labels a file as %s by its content, whatever n8n called it', (mimeType, bytes) => {
		expect(check(bytes)).toEqual({ bytes, fileName: 'a.bin', mimeType });
	});

	describe.each([
		['a byte order mark', '\xef\xbb\xbf'],
		['a byte order mark of UTF-16', '\xff\xfe'],
		['a newline', '\n'],
		['white space of a template', '\r\n\t \r\n'],
		['both', '\xef\xbb\xbf\n'],
		['1,016 blanks', ' '.repeat(1016)],
	])('sends a file without %s before it', (_, before) => {
		it.each([
			['image/jpeg', JPG],
			['image/png', PNG],
			['application/pdf', PDF],
		])('as %s', (mimeType, bytes) => {
			const given = Buffer.concat([Buffer.from(before, 'latin1'), bytes]);
			expect(check(given)).toEqual({ bytes, fileName: 'a.bin', mimeType });
		});
	});

	it.each(['<html>\n', 'x', ' '.repeat(1024), '\xef\xbb'])(
		'rejects a PDF behind anything else, such as %j',
		(before) => {
			const given = Buffer.concat([Buffer.from(before, 'latin1'), PDF]);
			expect(() => check(given)).toThrow(/which is not a JPG, PNG, PDF file by its content/);
		},
	);

	it('rejects other file types', () => {
		const onlyPdf = () =>
			documentFile({ bytes: PNG, fileName: 'x.pdf', mimeType: 'application/pdf' }, 'File', ['PDF']);
		expect(onlyPdf).toThrow('File holds "x.pdf", which is not a PDF file by its content');
	});

	it('rejects an empty file and one of more than 10 MB', () => {
		expect(() => check(Buffer.alloc(0))).toThrow('File holds an empty file ("a.bin")');
		const limit = Buffer.concat([PDF, Buffer.alloc(MAXIMUM_USER_FILE - PDF.length)]);
		expect(check(limit).bytes).toHaveLength(MAXIMUM_USER_FILE);
		expect(() => check(Buffer.concat([limit, Buffer.from('1')]))).toThrow(
			/ \(10\.\d* MB\); KillB accepts up to 10 MB/,
		);
	});

	it('accepts a larger file where KillB documents no limit', () => {
		const bytes = Buffer.concat([PDF, Buffer.alloc(MAXIMUM_USER_FILE)]);
		const file = { bytes, fileName: 'a.pdf', mimeType: 'application/pdf' };
		expect(documentFile(file, 'File', ['PDF'])).toEqual(file);
	});

	it('accepts nothing else, however it begins', () => {
		fc.assert(
			fc.property(fc.uint8Array({ minLength: 1, maxLength: 12 }), (array) => {
				const bytes = Buffer.from(array);
				const known = [JPG.subarray(0, 3), PNG.subarray(0, 8), PDF.subarray(0, 5)];
				fc.pre(!known.some((start) => start.equals(bytes.subarray(0, start.length))));
				expect(() => check(bytes)).toThrow(/which is not a JPG, PNG, PDF file by its content/);
			}),
		);
	});
});

import { describeForeignBody, readBody } from '../../../core/http/response';

describe('a body that is not JSON', () => {
	it.each([
		['<HTML lang="en"><head><TITLE id="t">Sign in\n</TITLE>', 'Sign in'],
		['<!DOCTYPE html><title>403</title>', '403'],
		['<head></head>', ''],
		['<body>blocked</body>', ''],
		[`<html><title>${'x'.repeat(300)}</title>`, 'x'.repeat(200)],
	])('is a web page: %j', (text, title) => {
		expect(readBody(` ${text}\n`)).toEqual({ kind: 'html', title });
	});

	it.each(['<header>', '<htmlx>', '<bodyguard>', 'see <html>', '<xml/>', '<title>x</title>'])(
		'is not a web page: %j',
		(text) => {
			expect(readBody(` ${text}\n`)).toEqual({ kind: 'text', text });
		},
	);

	it.each([
		[
			'<html><title>Blocked</title>',
			'The response is a web page ("Blocked") from a proxy, a firewall or another site, not the API’s JSON.',
		],
		[
			'<html>',
			'The response is a web page from a proxy, a firewall or another site, not the API’s JSON.',
		],
		['upstream error', 'The response is not JSON: "upstream error".'],
		['y'.repeat(400), `The response is not JSON: "${'y'.repeat(300)}".`],
		['', 'The response has no body.'],
		['[]', 'The response is JSON, but not in the format that the API documents.'],
	])('is described in one sentence: %j', (text, sentence) => {
		expect(describeForeignBody(readBody(text))).toBe(sentence);
	});
});

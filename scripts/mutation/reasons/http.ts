import type { Reason } from '../report';
import { ASCII, NO_DATE, SHORTCUT, UTF8, inFile } from './inFile';

/** Survivors in core/http. */
export const HTTP: readonly Reason[] = [
	...inFile('core/http/contentDisposition.ts', [
		[
			'const name = /filename="?([^";]+)"?/i.exec(disposition ?? \'\')?.[1];',
			'"Stryker was here!"',
			'Neither text names a file.',
		],
		[
			'return name?.split(/[/\\\\]/).pop()?.trim() || undefined;',
			'name?.split(/[/\\\\]/).pop().trim',
			'What is split has at least one part.',
		],
	]),
	...inFile('core/http/fileKind.ts', [["['PDF', Buffer.from('%PDF-', 'latin1')],", '""', ASCII]]),
	...inFile('core/http/json.ts', [
		['return { ok: true, value: exact === text ? value : JSON.parse(exact) };', 'false', SHORTCUT],
	]),
	...inFile('core/http/multipart.ts', [
		["Buffer.from(`--${boundary}\\r\\n${headersOf(part)}\\r\\n\\r\\n`, 'utf8'),", '""', UTF8],
		["'file' in part ? part.file.bytes : Buffer.from(part.value, 'utf8'),", '""', UTF8],
		["Buffer.from('\\r\\n', 'latin1'),", '""', ASCII],
		[
			"body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\\r\\n`, 'latin1')]),",
			'""',
			ASCII,
		],
	]),
	...inFile('core/http/headers.ts', [
		[
			'if (key.toLowerCase() === wanted) delete headers?.[key];',
			'headers[key]',
			'There are names only where there are headers.',
		],
		[
			'if (key.toLowerCase() === wanted) return headers?.[key];',
			'headers[key]',
			'There are names only where there are headers.',
		],
		[
			'if (!left.includes(name.toLowerCase())) kept[name] = headers?.[name];',
			'headers[name]',
			'There are names only where there are headers.',
		],
	]),
	...inFile('core/http/outgoing.ts', [
		["if (url.href.includes('#')) url.hash = '';", 'true', SHORTCUT],
		["if (url.href.includes('#')) url.hash = '';", '""', SHORTCUT],
		[
			"const relative = given.replace(/^\\/*/, '/');",
			'/\\/*/',
			'The first match of a pattern that matches nothing at all is at the beginning.',
		],
	]),
	...inFile('core/http/outgoingBody.ts', [
		["if (typeof body === 'string') return Buffer.from(body, 'utf8');", '""', UTF8],
		["return Buffer.from(JSON.stringify(body), 'utf8');", '""', UTF8],
		[
			"const type = String(headerValue(request.headers, 'content-type') ?? '').toLowerCase();",
			'"Stryker was here!"',
			'Neither text is the type of a form.',
		],
	]),
	...inFile('core/http/query.ts', [
		["return encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8')).replace(", '""', UTF8],
	]),
	...inFile('core/http/rateLimitHeaders.ts', [
		...['true', 'remaining !== undefined || limit !== undefined'].map(
			(replacement): [string, string, string] => [
				'return remaining !== undefined && limit !== undefined && remaining >= limit',
				replacement,
				'Nothing is as large as undefined, nor undefined as large as anything: the two checks are for the types.',
			],
		),
	]),
	...inFile('core/http/retryAfter.ts', [
		["const date = text?.trim() ?? '';", '"Stryker was here!"', NO_DATE],
	]),
];

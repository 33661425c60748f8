import type { Reason } from './report';

/** Reasons for the survivors of one file; a line alone means whatever survives in it, a pair one replacement. */
const inFile = (file: string, lines: Array<[line: string, replacement: string, reason: string]>) =>
	lines.map(([line, replacement, reason]): Reason => ({ file, line, replacement, reason }));

const SHORTCUT =
	'The same result by a longer way: the condition only spares work that would find nothing.';
const FIELD_ERROR = 'A text is also what its text is.';
const NO_CLAIMS = 'What is no object has no such members, and a text that is no JSON has no value.';
const NO_DATE = 'Neither text is a date.';
const UTF8 = 'UTF-8 is what Node takes where no encoding is named.';
const ASCII =
	'ASCII has the same bytes in Latin-1 and in UTF-8, which Node takes where no encoding is named.';
const SUSPECT = 'const SUSPECT = /[\\d.]{16}|\\d[eE][+-]?\\d{3}/;';

/**
 * Why each mutant that no test kills may live; `npm run mutation` tells which are missing here, and which are no longer needed.
 * A mutant that changes behaviour is no entry for this list: it lacks a test.
 */
export const REASONS: readonly Reason[] = [
	...inFile('core/json/exactNumbers.ts', [
		[SUSPECT, '/[\\d.]|\\d[eE][+-]?\\d{3}/', SHORTCUT],
		[SUSPECT, '/[\\d.]{16}|\\d[eE][+-]?\\d/', SHORTCUT],
		['if (!SUSPECT.test(json)) return json;', 'false', SHORTCUT],
		['if (!SUSPECT.test(json)) return undefined;', 'false', SHORTCUT],
		[
			"if (token.startsWith('\"')) return false;",
			"token.endsWith('\"')",
			'A token that begins with a quotation mark ends with one, and no other does.',
		],
	]),
	...inFile('core/money/decimal.ts', [
		[
			'return units === 0n ? 0 : units < 0n ? -1 : 1;',
			'units <= 0n',
			'Zero was answered before it comes to this.',
		],
		[
			'return written({ units: units < 0n ? -units : units, scale });',
			'units <= 0n',
			'Zero is its own negative.',
		],
		[
			"const [, sign = '', whole = '', fraction = ''] = plain;",
			'"Stryker was here!"',
			'Of the three groups only the fraction may be missing from a match.',
		],
		['return scale >= 0', 'scale > 0', 'A scale of 0 is multiplied by 10 to the power of 0.'],
	]),
	...inFile('core/http/json.ts', [
		['return { ok: true, value: exact === text ? value : JSON.parse(exact) };', 'false', SHORTCUT],
	]),
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
	...inFile('core/clock/serverClock.ts', [
		["const server = Date.parse(date ?? '');", '"Stryker was here!"', NO_DATE],
	]),
	...inFile('core/clock/trialOffset.ts', [
		[
			"const text = typeof value === 'string' ? value : '';",
			'"Stryker was here!"',
			'Neither text is a number.',
		],
	]),
	...inFile('core/repeat/decision.ts', [
		[
			'return reason !== undefined && (request.repeatable || !mayBeDone(failure)) ? reason : undefined;',
			'true',
			'A reason that is undefined is returned as what it is.',
		],
	]),
	...inFile('core/paging/lenient.ts', [
		[
			'if (!isObject(body)) return [];',
			'["Stryker was here"]',
			'A text has no member of any of the names that are looked for.',
		],
	]),
	...inFile('core/http/outgoing.ts', [
		[
			"const relative = given.replace(/^\\/*/, '/');",
			'/\\/*/',
			'The first match of a pattern that matches nothing at all is at the beginning.',
		],
		["if (typeof body === 'string') return Buffer.from(body, 'utf8');", '""', UTF8],
		["return Buffer.from(JSON.stringify(body), 'utf8');", '""', UTF8],
		[
			"const type = String(headerValue(request.headers, 'content-type') ?? '').toLowerCase();",
			'"Stryker was here!"',
			'Neither text is the type of a form.',
		],
		[
			'return found === undefined ? undefined : headers?.[found];',
			'headers[found]',
			'A name can only be found where there are headers.',
		],
	]),
	...inFile('core/time/instant.ts', [
		["const parts = DATE_TIME.exec(String(value ?? '').trim());", '"Stryker was here!"', NO_DATE],
		[
			"const [, date = '', minutes = '00:00', seconds = ':00', fraction = '', zone] = parts;",
			'"Stryker was here!"',
			'The date is in every match.',
		],
		[
			'const wall = Date.parse(`${date}T${minutes}${seconds}${fraction.slice(0, 4)}Z`);',
			'fraction',
			'V8 too cuts a second off after its thousandths; the standard leaves it open.',
		],
	]),
	...inFile('core/kernelhost/clockVerdict.ts', [
		["const server = Date.parse(date ?? '');", '"Stryker was here!"', NO_DATE],
		[
			": `The clock of this n8n is ${size} seconds ${seconds > 0 ? 'ahead of' : 'behind'} KernelHost’s.`;",
			'seconds >= 0',
			'It is said of two seconds and more.',
		],
	]),
	...inFile('core/kernelhost/explain.ts', [
		[
			"const problem = readProblem(body.kind === 'json' ? body.value : undefined);",
			'true',
			'No other kind of body has a value.',
		],
	]),
	...inFile('core/kernelhost/pdf.ts', [
		[
			"if (typeof value !== 'object' || value === null || depth > 2) return [];",
			'["Stryker was here"]',
			'The text is neither a PDF nor the name of one.',
		],
	]),
	...inFile('core/kernelhost/problem.ts', [
		["if (typeof entry === 'string') return entry;", 'false', FIELD_ERROR],
		["if (typeof entry === 'string') return entry;", '""', FIELD_ERROR],
		[
			"if (typeof entry !== 'object' || entry === null) return String(entry);",
			'false',
			'A number or a truth value reads the same as text and as JSON.',
		],
	]),
	...inFile('core/kernelhost/scopes.ts', [
		[
			"if (typeof value !== 'object' || value === null || depth > 3) return undefined;",
			'false',
			'The letters of a text are no list of scopes, and a number has no members.',
		],
	]),
	...inFile('core/kernelhost/signature.ts', [
		...['true', 'input.body.length >= 0'].map((replacement): [string, string, string] => [
			'input.body && input.body.length > 0',
			replacement,
			'The constant is the hash of no bytes.',
		]),
	]),
	...inFile('core/killb/accessToken.ts', [
		[
			"if (!claims.ok || typeof claims.value !== 'object' || claims.value === null) return {};",
			"!claims.ok && typeof claims.value !== 'object'",
			NO_CLAIMS,
		],
		[
			"if (!claims.ok || typeof claims.value !== 'object' || claims.value === null) return {};",
			'false',
			NO_CLAIMS,
		],
		...['exp', 'iat'].flatMap((name): Array<[string, string, string]> => {
			const member = name === 'exp' ? 'expiresAt' : 'issuedAt';
			const line = `...(typeof ${name} === 'number' && Number.isFinite(${name}) ? { ${member}: ${name} } : {}),`;
			return [
				[
					line,
					'true',
					'Number.isFinite is true of numbers alone; the other check is for the types.',
				],
				[
					line,
					`typeof ${name} === 'number' || Number.isFinite(${name})`,
					'A number that JSON.parse would make infinite comes as text.',
				],
			];
		}),
		...['false', 'expiresAt === undefined && issuedAt === undefined'].map(
			(replacement): [string, string, string] => [
				'if (expiresAt === undefined || issuedAt === undefined) return undefined;',
				replacement,
				'What is reckoned with undefined is no number, and no length of life either.',
			],
		),
	]),
	...inFile('core/killb/expiry.ts', [
		["const parsed = Date.parse(date ?? '');", '"Stryker was here!"', NO_DATE],
	]),
	...inFile('core/killb/explain.ts', [
		[
			"const envelope = readErrorEnvelope(body.kind === 'json' ? body.value : undefined);",
			'true',
			'No other kind of body has a value.',
		],
		[
			'const general = STATUSES[status >= 500 ? 500 : status];',
			'status > 500',
			'500 stands for itself.',
		],
		[
			"const family = errorCode?.split('.')[0] ?? '';",
			'"Stryker was here!"',
			'Neither text is a family.',
		],
	]),
	...inFile('core/killb/login.ts', [
		[
			"const root = parseApiRoot(known ?? fields.baseUrl ?? '', 'Base URL');",
			'"Stryker was here!"',
			'Neither text is a URL.',
		],
	]),
	...inFile('core/killb/webhookEvents.ts', [
		...["name.trim().split('.')[0].toUpperCase", '"Stryker was here!"'].map(
			(replacement): [string, string, string] => [
				"const wanted = new Set(chosen.map((name) => name.trim().split('.')[0]?.toUpperCase() ?? ''));",
				replacement,
				'What is split has at least one part.',
			],
		),
	]),
	...inFile('core/pacing/tokenBucket.ts', [
		[
			'private refilledAt = -Infinity;',
			'+Infinity',
			'A new bucket is full, so that the time of its first refill does not matter.',
		],
		[
			'if (rate.perSecond === this.rate.perSecond && rate.burst === this.rate.burst) return;',
			'false',
			SHORTCUT,
		],
		[
			'if (now < this.refilledAt) this.pausedUntil -= this.refilledAt - now;',
			'now <= this.refilledAt',
			'By no time at all nothing is set back.',
		],
	]),
	...inFile('core/http/fileKind.ts', [["['PDF', Buffer.from('%PDF-', 'latin1')],", '""', ASCII]]),
	...inFile('core/idempotency/key.ts', [
		["return createHash('sha256').update(text, 'utf8').digest('hex');", '""', UTF8],
	]),
	...inFile('core/webhook/address.ts', [
		...['/\\[|\\]$|\\.$/g', '/^\\[|\\]|\\.$/g'].map((replacement): [string, string, string] => [
			"const host = new URL(address).hostname.replace(/^\\[|\\]$|\\.$/g, '').toLowerCase();",
			replacement,
			'The URL parser lets brackets stand nowhere but around the whole of an IPv6 address.',
		]),
		[
			'const parts = /^(\\d+)\\.(\\d+)\\.\\d+\\.\\d+$/.exec(host);',
			'/(\\d+)\\.(\\d+)\\.\\d+\\.\\d+$/',
			'The URL parser takes a host that ends in a number for an IPv4 address, or refuses it.',
		],
	]),
	...inFile('core/webhook/body.ts', [
		...[
			[
				'true',
				'The members of a text or a number hold no object, so that nothing follows from them.',
			],
			['["Stryker was here"]', 'The members of a text hold no object, so that nothing follows.'],
		].map(([replacement = '', reason = '']): [string, string, string] => [
			"let level: object[] = typeof root === 'object' && root !== null ? [root] : [];",
			replacement,
			reason,
		]),
		[
			"if (Object.hasOwn(parent, '__proto__')) Reflect.deleteProperty(parent, '__proto__');",
			'true',
			'Deleting a member that is not there changes nothing.',
		],
		["const approximated = text.includes('\\uFFFD') && !isValidUtf8(bytes);", '""', SHORTCUT],
		['} catch {', '{}', 'Nothing returned counts as false, like what is returned.'],
	]),
	...inFile('core/webhook/kernelhostDelivery.ts', [
		[
			"'no_secret',",
			'""',
			'Without a secret every verdict has this reason, so that none is closer than another.',
		],
		[
			"'no_signature_header',",
			'""',
			'Only the start is without a header; every verdict about one is closer, wherever the start stands.',
		],
	]),
	...inFile('core/webhook/signatureHeader.ts', [
		[
			".map((key) => ({ name: key.toLowerCase(), value: headerValue(headers, key) ?? '' }))",
			'"Stryker was here!"',
			'No text without a signature in it is found, whichever it is.',
		],
	]),
];

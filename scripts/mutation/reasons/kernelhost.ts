import type { Reason } from '../report';
import { NO_DATE, SHORTCUT, inFile } from './inFile';

const FIELD_ERROR = 'A text is also what its text is.';

/** Survivors in core/kernelhost. */
export const KERNELHOST: readonly Reason[] = [
	...inFile('core/kernelhost/clockVerdict.ts', [
		["const server = Date.parse(date ?? '');", '"Stryker was here!"', NO_DATE],
		[
			": `The clock of this n8n is ${size} seconds ${seconds > 0 ? 'ahead of' : 'behind'} KernelHost’s.`;",
			'seconds >= 0',
			'It is said of two seconds and more.',
		],
	]),
	...inFile('core/kernelhost/credential.ts', [
		["keyId: String(credentials.keyId ?? ''),", '"Stryker was here!"', 'Neither text is a key ID.'],
		[
			"apiRoot: String(credentials.apiRoot ?? ''),",
			'"Stryker was here!"',
			'Neither text is a URL.',
		],
	]),
	...inFile('core/kernelhost/explain.ts', [
		[
			"const problem = readProblem(body.kind === 'json' ? body.value : undefined);",
			'true',
			'No other kind of body has a value.',
		],
	]),
	...inFile('core/kernelhost/key.ts', [['if (lastRoot?.text !== apiRoot) {', 'true', SHORTCUT]]),
	...inFile('core/kernelhost/nonce.ts', [
		['if (used === pool.length) {', 'true', 'Only more random bytes than are needed.'],
		[
			'const pool = Buffer.alloc(256 * NONCE_BYTES);',
			'256 / NONCE_BYTES',
			'The size says only how often random bytes are asked for.',
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
			"input.body && input.body.length > 0 ? hash('sha256', input.body) : EMPTY_BODY_HASH;",
			replacement,
			'The constant is the hash of no bytes.',
		]),
	]),
];

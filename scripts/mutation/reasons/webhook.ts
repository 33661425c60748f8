import type { Reason } from '../report';
import { SHORTCUT, inFile } from './inFile';

/** Survivors in core/webhook. */
export const WEBHOOK: readonly Reason[] = [
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
	...inFile('core/webhook/slot.ts', [
		['} catch {', '{}', 'Nothing returned is undefined, like what is returned.'],
	]),
];

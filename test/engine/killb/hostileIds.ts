/** IDs that must go into one segment of a path, as they arrive there. */
export const STRANGE_IDS: ReadonlyArray<[id: string, segment: string]> = [
	['a?type=PSE', 'a%3Ftype%3DPSE'],
	['a#b', 'a%23b'],
	['%', '%25'],
	['a%3Fb', 'a%253Fb'],
	['ünï中😀', '%C3%BCn%C3%AF%E4%B8%AD%F0%9F%98%80'],
	['a b+c&d=e;f', 'a%20b%2Bc%26d%3De%3Bf'],
];

/** Invalid IDs, which would reach another endpoint or nothing at all. */
export const NO_IDS: ReadonlyArray<string | null | undefined> = [
	'',
	'   ',
	'.',
	'..',
	'%2e%2E',
	'../auth/me',
	'x/../../auth/me',
	'a%2Fb',
	'%2e%2e%2fauth',
	'a\nb',
	'a\u0000b',
	null,
	undefined,
];

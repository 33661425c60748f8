/** How the user says which of the documented schemes is accepted (killb.md 4.3). */
export const SIGNATURE_SCHEME = {
	displayName: 'Signature Scheme',
	description:
		'How KillB signs its events. KillB documents two schemes. Keep "Either" until you know yours: it is under "verified" in the output.',
	options: [
		{ name: 'Either', value: 'either', description: 'Accept both documented schemes' },
		{ name: 'HMAC-SHA256', value: 'hmac', description: 'As in KillB’s security guide' },
		{ name: 'SHA-256 With Secret Suffix', value: 'suffix', description: 'As in KillB’s SDK' },
	],
	default: 'either',
} as const;

/** How the user names the header with the signature: KernelHost documents none (kernelhost.md 9). */
export const SIGNATURE_HEADER = {
	displayName: 'Signature Header',
	description:
		'HTTP header with the signature. Leave empty to auto-detect it by its form (t=…,v1=…).',
	placeholder: 'e.g. X-Example-Signature',
} as const;

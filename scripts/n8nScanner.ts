type Scanner = typeof import('@n8n/scan-community-package/scanner/scanner.mjs');

/** Loads n8n's scanner, which is an ES module. */
const scanner = async (): Promise<Scanner> =>
	await import('@n8n/scan-community-package/scanner/scanner.mjs');

/** The files that n8n lints in a packed package. */
export const SHIPPED_FILES = ['**/*.js', 'package.json'];

/** Returns the files that n8n lints in a package's repository. */
export async function sourceFiles(): Promise<string[]> {
	return (await scanner()).SOURCE_FILE_PATTERNS;
}

/**
 * Runs n8n's scanner for published community packages on these files of a folder, with its own
 * rules and its own pinned plugin (n8n.md 5.3).
 * @returns its objections; undefined if there are none
 */
export async function objectionsTo(folder: string, files: string[]): Promise<string | undefined> {
	const { passed, message, details } = await (await scanner()).analyzePackage(folder, files);
	return passed ? undefined : [message, details].filter(Boolean).join('\n');
}

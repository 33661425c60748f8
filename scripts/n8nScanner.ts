type Scanner = typeof import('@n8n/scan-community-package/scanner/scanner.mjs');

/** n8n's own, which is an ES module. */
const scanner = async (): Promise<Scanner> =>
	await import('@n8n/scan-community-package/scanner/scanner.mjs');

/** What n8n lints of a package that it has as npm packed it. */
export const SHIPPED_FILES = ['**/*.js', 'package.json'];

/** What n8n lints of a package's repository. */
export async function sourceFiles(): Promise<string[]> {
	return (await scanner()).SOURCE_FILE_PATTERNS;
}

/**
 * What the scanner that n8n runs over a published community package says against these files of a
 * folder, by its own rules and its own pinned plugin (n8n.md 5.3).
 * @returns undefined if it says nothing
 */
export async function objectionsTo(folder: string, files: string[]): Promise<string | undefined> {
	const { passed, message, details } = await (await scanner()).analyzePackage(folder, files);
	return passed ? undefined : [message, details].filter(Boolean).join('\n');
}

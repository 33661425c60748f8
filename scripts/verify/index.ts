/**
 * `npm run verify`: a dry run of what n8n's verification looks at, of this package and of the two that `npm run pack:single` makes,
 * as a list with a verdict each. Ends with 1 if something is missing without which no package may be published. Needs the build.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packSingle } from '../single/pack';
import { ROOT, SERVICES } from '../single/service';
import { type Check, check, listed, mayBePublished } from './check';
import { contentChecks } from './contentChecks';
import { manifestChecks, type VerifiedManifest } from './manifestChecks';
import { textChecks } from './textChecks';

type Scanner = typeof import('@n8n/scan-community-package/scanner/scanner.mjs');

async function checksOf(
	folder: string,
	manifest: VerifiedManifest,
	files: string[],
	sources?: string[],
) {
	const { analyzePackage } = (await import(
		'@n8n/scan-community-package/scanner/scanner.mjs'
	)) as Scanner;
	const scanned = async (what: string, patterns: string[]): Promise<Check> => {
		const { passed, message, details } = await analyzePackage(folder, patterns);
		const words = [message, details].filter(Boolean).join(' ');
		return check(
			`n8n’s scanner, ${what}, no rule switched off`,
			passed,
			passed ? patterns.join(' ') : words,
		);
	};
	return [
		...manifestChecks(manifest),
		...contentChecks(folder, manifest),
		...textChecks(folder),
		...(sources ? [await scanned('the sources', sources)] : []),
		await scanned('what ships', files),
	];
}

const manifestIn = (folder: string) =>
	JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as VerifiedManifest;

async function main(): Promise<void> {
	const { SOURCE_FILE_PATTERNS } = (await import(
		'@n8n/scan-community-package/scanner/scanner.mjs'
	)) as Scanner;
	const manifest = manifestIn(ROOT);
	const all: Check[][] = [
		await checksOf(
			ROOT,
			manifest,
			['dist/**/*.js', 'index.js', 'package.json'],
			SOURCE_FILE_PATTERNS,
		),
	];
	console.log(listed(manifest.name, all[0] ?? []));
	for (const service of SERVICES) {
		const { folder } = await packSingle(service);
		const checks = await checksOf(folder, manifestIn(folder), ['**/*.js', 'package.json']);
		console.log(listed(service.name, checks));
		all.push(checks);
	}
	if (!all.every(mayBePublished)) process.exitCode = 1;
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});

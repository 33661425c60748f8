/**
 * `npm run verify`: a dry run of what n8n's verification looks at, of this package and of the two that `npm run pack:single` makes,
 * as a list with a verdict each. Ends with 1 if something is missing without which no package may be published. Needs the build.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { objectionsTo, SHIPPED_FILES, sourceFiles } from '../n8nScanner';
import { packSingle } from '../single/pack';
import { ROOT, SERVICES } from '../single/service';
import { type Check, check, listed, mayBePublished } from './check';
import { contentChecks } from './contentChecks';
import { manifestChecks, type VerifiedManifest } from './manifestChecks';
import { textChecks } from './textChecks';

/** What n8n's scanner was shown, and what it said against it. */
function scanned(what: string, files: string[], objections: string | undefined): Check {
	return check(
		`n8n’s scanner, ${what}, no rule switched off`,
		objections === undefined,
		objections ?? files.join(' '),
	);
}

function checksOf(folder: string, scans: Check[]): Check[] {
	const manifest = JSON.parse(
		readFileSync(path.join(folder, 'package.json'), 'utf8'),
	) as VerifiedManifest;
	const checks = [
		...manifestChecks(manifest),
		...contentChecks(folder, manifest),
		...textChecks(folder),
		...scans,
	];
	console.log(listed(manifest.name, checks));
	return checks;
}

async function main(): Promise<void> {
	const sources = await sourceFiles();
	const built = ['dist/**/*.js', 'index.js', 'package.json'];
	const all = [
		checksOf(ROOT, [
			scanned('the sources', sources, await objectionsTo(ROOT, sources)),
			scanned('what ships', built, await objectionsTo(ROOT, built)),
		]),
	];
	for (const service of SERVICES) {
		const { folder, objections } = await packSingle(service);
		all.push(checksOf(folder, [scanned('what ships', SHIPPED_FILES, objections)]));
	}
	if (!all.every(mayBePublished)) process.exitCode = 1;
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});

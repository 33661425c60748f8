/**
 * Runs the scanner that n8n runs over a published community package, on what we would publish: its two legs with
 * its own rules and its own pinned plugin, without the download of the published package (n8n.md section 5.3).
 * Needs the built dist/. Prints the violations; exit status 1 if there are any.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..');

interface PackedPackage {
	filename: string;
	files: Array<{ path: string }>;
}

/** Packs as `npm publish` would and unpacks it again, so that exactly the shipped files are looked at. */
function unpackInto(directory: string): { shipped: string; javascript: number } {
	const output = execFileSync(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', directory],
		{ cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
	);
	const [packed] = JSON.parse(output) as PackedPackage[];
	if (!packed) throw new Error('npm pack named no package');
	const shipped = path.join(directory, 'package');
	mkdirSync(shipped);
	execFileSync('tar', [
		'-xzf',
		path.join(directory, packed.filename),
		'-C',
		shipped,
		'--strip-components=1',
	]);
	const javascript = packed.files.filter((file) => file.path.endsWith('.js')).length;
	return { shipped, javascript };
}

async function main(): Promise<void> {
	const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(
		'@n8n/scan-community-package/scanner/scanner.mjs'
	);
	const directory = mkdtempSync(path.join(tmpdir(), 'kernelhost-killb-scan-'));
	try {
		const { shipped, javascript } = unpackInto(directory);
		// index.js alone means that the package was not built: a scan of nothing would pass.
		if (javascript < 2) throw new Error('dist/ holds no JavaScript: run the build first');
		const legs = [
			{ name: 'sources', result: await analyzePackage(ROOT, SOURCE_FILE_PATTERNS) },
			{
				name: `packed files (${javascript} JavaScript)`,
				result: await analyzePackage(shipped, ['**/*.js', 'package.json']),
			},
		];
		for (const { name, result } of legs) {
			console.log(`n8n scanner, ${name}: ${result.passed ? 'passed' : result.message}`);
			if (result.details) console.log(result.details);
		}
		if (legs.some(({ result }) => !result.passed)) process.exitCode = 1;
	} finally {
		rmSync(directory, { recursive: true, force: true });
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});

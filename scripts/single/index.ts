/**
 * `npm run pack:single`: packs `n8n-nodes-kernelhost` and `n8n-nodes-killb` from the sources of the
 * combined package into `.tmp/single`, and checks both with n8n's scanner. Prints the tarballs.
 * Needs the build.
 */
import { packSingle } from './pack';
import { SERVICES } from './service';

async function main(): Promise<void> {
	for (const service of SERVICES) {
		const { tarball, bytes, objections } = await packSingle(service);
		const size = (bytes / 1000).toFixed(1);
		console.log(`${tarball} (${size} kB): ${objections ?? "passes n8n's scanner"}`);
		if (objections !== undefined) process.exitCode = 1;
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});

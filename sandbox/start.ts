import { startSandbox } from '.';
import { personalityNames } from './personalities';

const DEFAULT_PORT = 8787;

/** The command: one line of JSON on standard output, everything else on standard error. */
async function main(): Promise<void> {
	const port = Number(process.env['SANDBOX_PORT'] ?? DEFAULT_PORT);
	const host = process.env['SANDBOX_HOST'];
	const named = (process.env['SANDBOX_PERSONALITY'] ?? '').split(/[\s,]+/).filter(Boolean);
	const sandbox = await startSandbox({
		port,
		...(host === undefined ? {} : { host }),
		personalities: personalityNames(named),
		logger: process.env['SANDBOX_LOG'] === '1',
	});
	process.stdout.write(`${JSON.stringify(sandbox.details)}\n`);
	process.stderr.write(
		`The sandbox of KernelHost and KillB is running. Its page: ${sandbox.details.killb}/ Ctrl-C ends it.\n`,
	);

	const end = () => {
		sandbox.close().then(
			() => process.exit(0),
			() => process.exit(1),
		);
	};
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
}

main().catch((error: unknown) => {
	const { code, message } = error as NodeJS.ErrnoException;
	const hint =
		code === 'EADDRINUSE' ? ' Set SANDBOX_PORT to another port, or to 0 for any free one.' : '';
	process.stderr.write(`The sandbox did not start: ${message}${hint}\n`);
	process.exitCode = 1;
});

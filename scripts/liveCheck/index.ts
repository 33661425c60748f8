/**
 * `npm run live-check -- --kernelhost API_ROOT --killb ENVIRONMENT [--record FOLDER]`: tries each
 * assumption of docs/assumptions.md by reads of the live services, and says for each whether it is
 * true, false (with the setting to change) or not decidable. It changes nothing there.
 *
 * The environment is `production`, `sandbox`, `legacySandbox` or a base URL. Credentials come from
 * environment variables only: KH_KEY and KH_SECRET; KILLB_EMAIL, KILLB_PASSWORD and, for the older
 * gateway, KILLB_API_KEY. They are never printed.
 *
 * Exits with 0 if no assumption is false, 1 if one is, 2 if a service could not be checked.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type ClientOptions, kernelHostLive, killBLive } from './client';
import { type Finding, lineOf } from './finding';
import { checkKernelHost, Unusable } from './kernelhost';
import { checkKillB } from './killb';
import { AnswerLog } from './record';

const USAGE =
	'Usage: npm run live-check -- [--kernelhost API_ROOT] [--killb production|sandbox|legacySandbox|BASE_URL] [--record FOLDER]';

const ENVIRONMENTS = ['production', 'sandbox', 'legacySandbox'];

/** @throws Error that names a variable that is not set */
function fromEnvironment(name: string): string {
	const value = process.env[name]?.trim() ?? '';
	if (value === '') throw new Error(`Set the environment variable ${name}.`);
	return value;
}

interface Check {
	service: 'kernelhost' | 'killb';
	run: (options: ClientOptions) => Promise<Finding[]>;
}

function checksOf({ kernelhost, killb }: { kernelhost?: string; killb?: string }): Check[] {
	const checks: Check[] = [];
	if (kernelhost !== undefined) {
		const fields = {
			keyId: fromEnvironment('KH_KEY'),
			secret: fromEnvironment('KH_SECRET'),
			apiRoot: kernelhost,
		};
		const run = async (options: ClientOptions) =>
			await checkKernelHost(kernelHostLive(fields, options));
		checks.push({ service: 'kernelhost', run });
	}
	if (killb !== undefined) {
		const apiKey = process.env.KILLB_API_KEY ?? '';
		const fields = {
			...(ENVIRONMENTS.includes(killb)
				? { environment: killb }
				: { environment: 'custom', baseUrl: killb }),
			email: fromEnvironment('KILLB_EMAIL'),
			password: fromEnvironment('KILLB_PASSWORD'),
			...(apiKey === '' ? {} : { legacyHeader: true, apiKey }),
		};
		const run = async (options: ClientOptions) => await checkKillB(killBLive(fields, options));
		checks.push({ service: 'killb', run });
	}
	return checks;
}

/** Whatever an error quotes: no credential is printed. */
function masked(text: string): string {
	return ['KH_KEY', 'KH_SECRET', 'KILLB_EMAIL', 'KILLB_PASSWORD', 'KILLB_API_KEY']
		.map((name) => process.env[name]?.trim() ?? '')
		.filter((secret) => secret.length > 3)
		.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			kernelhost: { type: 'string' },
			killb: { type: 'string' },
			record: { type: 'string' },
		},
	});
	const { record } = values;
	const checks = checksOf(values);
	if (checks.length === 0) throw new Error(USAGE);
	let isFalse = false;
	for (const { service, run } of checks) {
		const log = new AnswerLog();
		try {
			for (const finding of await run({ log })) {
				process.stdout.write(`${masked(lineOf(finding))}\n`);
				isFalse ||= finding.verdict === 'false';
			}
		} catch (error) {
			if (!(error instanceof Unusable)) throw error;
			process.stdout.write(`not checked    ${service}: ${masked(error.message)}\n`);
			process.exitCode = 2;
		}
		if (record !== undefined) {
			mkdirSync(record, { recursive: true });
			const file = path.join(record, `${service}.json`);
			writeFileSync(file, `${JSON.stringify(log.answers, null, '\t')}\n`);
		}
	}
	if (isFalse) process.exitCode ??= 1;
}

main().catch((error: unknown) => {
	process.stderr.write(`${masked((error as Error).message)}\n`);
	process.exitCode = 2;
});

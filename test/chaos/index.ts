/**
 * `npm run test:chaos`: faults × operations on n8n's own engine against the sandbox, repetitions
 * with and without a key, and empty expressions; then a real n8n that is killed, restored, and
 * called by MCP clients and agents. Exits with 1 if anything was placed twice or lost, an error had
 * no advice, a limit was exceeded, or anything else of `finding.ts` was found.
 *
 * `-- --json FILE` writes the figures; `--seed N` repeats the random sequences of another run;
 * `--quick` takes a part of each, and no real n8n; `--only PATTERN` takes the runs whose title
 * matches; `--only-real [PATTERN]` takes the parts with a real n8n, or those of them whose name
 * matches.
 */
import './environment';
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bursts, randomPlans } from './bursts';
import { clockPlans, rejectedLoginJobs } from './clock';
import { stopMovingClocks, makeClocksMovable } from './clock/wallClock';
import type { Job } from './job';
import { keyJobs } from './keys';
import { realN8n } from './realN8n';
import { emptyExpressionJobs } from './emptyExpressions';
import { type Plan, titleOf } from './plan';
import { singles } from './singles';
import { nameOf } from './subject';
import { missingWrites } from './subjects';
import { Suite } from './suite';
import { summary } from './table';
import { unkeyedJobs } from './unkeyed';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		json: { type: 'string' },
		seed: { type: 'string' },
		quick: { type: 'boolean', default: false },
		only: { type: 'string' },
		'only-real': { type: 'boolean', default: false },
	},
});
const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
const onlyReal = values['only-real'];
if (positionals.length > (onlyReal ? 1 : 0)) throw new Error(`What is "${positionals.join(' ')}"?`);
if (onlyReal && (values.quick || values.only !== undefined)) {
	throw new Error('--only-real goes with neither --quick nor --only');
}
if (!Number.isSafeInteger(seed)) throw new Error('--seed takes a whole number');

/** What --quick keeps: one operation of each kind for either service. */
const QUICK = [
	'kernelHost.product.getAll',
	'kernelHost.order.create',
	'kernelHost.apiRequest.send',
	'killB.user.getAll',
	'killB.payout.create',
	'killB.savings.withdraw',
	'killB.auth.logIn',
];
/**
 * The number of random sequences, and how many runs of the other parts --quick keeps: every nth.
 */
const RANDOM = values.quick ? 12 : 150;
const EACH_BURST = values.quick ? 16 : 1;
// Not divisible by the number of ways in which each operation is run, or the same way would be
// chosen again and again.
const EACH_UNKEYED = values.quick ? 17 : 1;
const EACH_STEP = values.quick ? 9 : 1;
const EACH_KEY = values.quick ? 7 : 1;
const EACH_EMPTY = values.quick ? 8 : 1;

async function main(): Promise<void> {
	makeClocksMovable();
	const missing = missingWrites();
	if (missing.length > 0)
		throw new Error(`test/chaos/subjects knows no inputs of ${missing.join()}`);
	const suite = new Suite(`chaos${seed}`);
	if (!onlyReal) await withoutN8n(suite);
	await suite.close();
	if (!values.quick && values.only === undefined) await realN8n(suite, positionals[0]);
	tell(suite);
}

/** Everything that runs on n8n's own engine, without a whole n8n. */
async function withoutN8n(suite: Suite): Promise<void> {
	console.log(
		`Seed ${seed}: npm run test:chaos -- --seed ${seed} draws the same random sequences.`,
	);
	await suite.run('single faults', chosen(singles()).filter(isKept));
	await suite.run(
		'bursts',
		chosen(bursts()).filter((_, index) => index % EACH_BURST === 0),
	);
	await suite.run('random sequences', chosen(randomPlans(seed, RANDOM)));
	await suite.run(
		'clock steps',
		chosen(clockPlans()).filter((_, index) => index % EACH_STEP === 0),
	);
	await suite.runJobs('rejected logins', chosenJobs(rejectedLoginJobs(), EACH_STEP));
	stopMovingClocks();
	await suite.runJobs('writes without a key', chosenJobs(unkeyedJobs(), EACH_UNKEYED));
	await suite.runJobs('keys', chosenJobs(keyJobs(), EACH_KEY));
	await suite.runJobs('empty expressions', chosenJobs(emptyExpressionJobs(), EACH_EMPTY));
}

function chosen(plans: Plan[]): Plan[] {
	const pattern = new RegExp(values.only ?? '');
	return plans.filter((plan) => pattern.test(titleOf(plan)));
}

function chosenJobs(jobs: Job[], each: number): Job[] {
	const pattern = new RegExp(values.only ?? '');
	return jobs.filter(({ title }, index) => pattern.test(title) && index % each === 0);
}

function isKept({ subject, mode }: Plan): boolean {
	return !values.quick || (QUICK.includes(nameOf(subject)) && mode === 'reference');
}

function tell({ rows, tally, failures }: Suite): void {
	const { figures } = tally;
	console.log(`\n${rows.lines().join('\n')}\n`);
	for (const { title, kind, count, what } of failures) {
		console.log(`✗ ${title}\n    ${kind} (${count}): ${what}`);
	}
	console.log(`\n${summary(figures).join('\n')}`);
	if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures)}\n`);
	process.exit(failures.length > 0 ? 1 : 0);
}

// A suite that never ends must not look like one that found nothing.
process.exitCode = 1;
main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});

import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { median } from 'simple-statistics';
import { root } from '../../test/support/n8n/runtime';
import type { Bench, BenchContext, Section, Series } from '../bench';
import { figure } from '../chart';
import { compareToGoal } from '../goal';
import { table } from '../page';
import type { VariantName } from '../signing/variants';

/** Nanoseconds by variant: the medians of one process. */
type Times = Record<VariantName, number>;

const SIZES = [
	{ name: '0 B', bytes: 0, limit: 1.3 },
	{ name: '1 KiB', bytes: 1024, limit: 1.3 },
	{ name: '1 MiB', bytes: 2 ** 20, limit: 1.05 },
];

const CHILD = path.join(root, 'bench', 'signing', 'child.ts');

async function timesOf(bytes: number, milliseconds: number): Promise<Times> {
	const parameters = ['--import', 'tsx', CHILD, String(bytes), String(milliseconds)];
	const { stdout } = await promisify(execFile)(process.execPath, parameters, { cwd: root });
	return JSON.parse(stdout) as Times;
}

async function run({ quick, rounds, say }: BenchContext): Promise<Section> {
	const measured = SIZES.map((size) => ({ ...size, times: [] as Times[] }));
	for (let round = 0; round < rounds; round++) {
		for (const { name, bytes, times } of measured) {
			say(`round ${round + 1}: ${name}`);
			times.push(await timesOf(bytes, quick ? 500 : 4000));
		}
	}
	const ratios = (times: Times[], above: VariantName, below: VariantName) =>
		times.map((one) => one[above] / one[below]);
	const rows = measured.map(({ name, times }) => [
		name,
		...(['bare', 'bareInOneCall', 'hmacAlone', 'signer', 'credential'] as const).map((variant) =>
			figure(median(times.map((one) => one[variant])) / 1000),
		),
	]);
	const headings = [
		'Body',
		'Two hashes',
		'Two hashes, cheapest calls',
		'HMAC alone',
		'Signer',
		'Credential',
	];
	return {
		title: 'Signing a request',
		method: METHOD,
		unit: '× the two hashes',
		series: measured.flatMap(({ name, times }): Series[] => [
			{ name: `${name}: signer`, samples: ratios(times, 'signer', 'bareInOneCall') },
			{ name: `${name}: whole credential`, samples: ratios(times, 'credential', 'bareInOneCall') },
		]),
		findings: measured.map(({ name, bytes, times, limit }) =>
			compareToGoal(
				`Signing a request of ${name}, against ${bytes === 0 ? 'one hash, its HMAC' : 'the same two hashes'}`,
				median(ratios(times, 'signer', bytes === 0 ? 'hmacAlone' : 'bareInOneCall')),
				'≤',
				limit,
				'×',
			),
		),
		details: `${table(headings, rows)}\n\nIn µs.`,
		remarks: REMARKS,
	};
}

const METHOD = `The signer is \`signedHeaders\` of \`core/kernelhost/signature\`, as built: it draws the nonce, hashes the body, makes the HMAC and gives
the four headers. It is measured against nothing but the two hashes: SHA-256 of the same bytes and HMAC-SHA256 of the same string, of which nonce and time are given,
by the cheapest calls that \`node:crypto\` has (\`hash\`, \`createHmac\`); the table also has them by \`createHash\`, as most write it. A process of its
own for each size and round signs with all of them in turns, in batches of two milliseconds, after it has compared each signature with the documented formula. Its figure is the median of the batches.`;

const REMARKS = [
	`The signer knows the hash of an empty body, so its goal for 0 B is against the HMAC alone. It asks the system for the random bytes of 256 nonces at
once, because one such call costs as much as both hashes.`,
	`"Whole credential" is \`signRequest\`, which the credential's \`authenticate\` calls: around the signer it checks the key, builds and checks the final URL, and makes a new
request with new headers, which are no part of a signature. It has no goal, and is shown because every request pays it.`,
];

export const bench: Bench = { name: 'signing', run };

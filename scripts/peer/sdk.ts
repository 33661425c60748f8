/**
 * Holds the KillB node against the vendor's own SDK: where both do the same job, the same requests must arrive.
 * Needs the built dist/ and a checkout of github.com/Kill-B/sdk, of which nothing is part of this repository. Prints a table,
 * writes docs/killb-sdk.md, and exits with 1 if anything came out otherwise than the tables of calls/ say.
 *
 * Usage: npm run peer:sdk -- <folder of the SDK>
 */
import './environment';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { operations } from '../operationList';
import { differences } from './arrived';
import type { PeerCall } from './call';
import { CALLS } from './calls';
import { sdkVersion } from './loadSdk';
import type { Observation } from './observations';
import { OBSERVATIONS } from './observations';
import type { Findings, Outcome } from './report';
import { named, page, problemsIn } from './report';
import type { Sent } from './sides';
import { sentByNode, sentBySdk } from './sides';

const PAGE = path.resolve(__dirname, '../../docs/killb-sdk.md');

async function compare(folder: string, call: PeerCall): Promise<Outcome> {
	const sdk = await sentBySdk(folder, call);
	const node = await sentByNode(call);
	const found = differences(sdk.arrived, node.arrived);
	const [first] = sdk.arrived;
	return {
		call,
		request: first ? `${first.method} ${first.path}` : 'none',
		differences: found,
		problems: [
			...(call.differs === undefined ? found : []),
			...(call.differs !== undefined && found.length === 0 ? ['no longer differs'] : []),
			...refusals('node', node),
			// Where the SDK's request is the wrong one, the sandbox refuses it.
			...(call.differs === undefined ? refusals('SDK', sdk) : []),
		],
	};
}

function failed(call: PeerCall, error: unknown): Outcome {
	return { call, request: 'none', differences: [], problems: [String(error)] };
}

/** Two requests that are equally wrong would prove nothing. */
function refusals(side: string, { arrived, error }: Sent): string[] {
	const refused = arrived.find(({ status }) => status === null || status >= 300);
	if (refused) return [`the sandbox refused the ${side} with ${refused.status}: ${error}`];
	return error === undefined ? [] : [`the ${side} failed: ${error}`];
}

function withoutPeer(): { missing: string[]; all: number } {
	const all = operations()
		.filter(({ node }) => node === 'killB')
		.map(({ resource, operation }) => `${resource}.${operation}`);
	const compared = new Set(CALLS.map(({ node }) => node));
	return { missing: all.filter((name) => !compared.has(name)), all: all.length };
}

async function isSeen({ seen, claim }: Observation, folder: string): Promise<boolean> {
	return await seen(folder).catch((error: unknown) => {
		console.log(`${claim}\n${String(error)}`);
		return false;
	});
}

async function main(folder: string | undefined): Promise<void> {
	if (folder === undefined) {
		throw new Error('Name the folder of the SDK: npm run peer:sdk -- <folder>');
	}
	const outcomes: Outcome[] = [];
	for (const call of CALLS) {
		const outcome = await compare(folder, call).catch((error: unknown) => failed(call, error));
		outcomes.push(outcome);
		const verdict =
			outcome.problems.length > 0
				? 'PROBLEM'
				: outcome.differences.length > 0
					? 'differs'
					: 'equal';
		console.log(`${verdict.padEnd(8)} ${named(call).padEnd(60)} ${outcome.request}`);
	}
	const observations = [];
	for (const observation of OBSERVATIONS) {
		observations.push({ ...observation, wasSeen: await isSeen(observation, folder) });
	}
	const { missing, all } = withoutPeer();
	const findings: Findings = {
		sdkVersion: sdkVersion(folder),
		outcomes,
		observations,
		withoutPeer: missing,
		operations: all,
	};
	const problems = problemsIn(findings);
	for (const problem of problems) console.log(`! ${problem}`);
	console.log(`${outcomes.length} calls compared, ${problems.length} problems`);
	if (problems.length > 0) process.exitCode = 1;
	else writeFileSync(PAGE, page(findings));
}

main(process.argv[2]).catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});

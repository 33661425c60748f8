import type { PeerCall } from './call';
import type { Observation } from './observations';

/** How one call came out. */
export interface Outcome {
	call: PeerCall;
	/** the request as the SDK sent it */
	request: string;
	/** one line for each part that differs */
	differences: string[];
	/** what is wrong with the comparison itself; empty if it is as expected */
	problems: string[];
}

/** All that a run found. */
export interface Findings {
	sdkVersion: string;
	outcomes: Outcome[];
	observations: Array<Observation & { wasSeen: boolean }>;
	/** the node's operations that the SDK has no method for */
	withoutPeer: string[];
	/** how many operations the node has */
	operations: number;
}

export const named = ({ sdk, of }: PeerCall) => (of === undefined ? sdk : `${sdk} (${of})`);

/** What did not come out as expected, one line each. */
export function problemsIn({ outcomes, observations }: Findings): string[] {
	return [
		...outcomes.flatMap(({ call, problems }) =>
			problems.map((problem) => `${named(call)}: ${problem}`),
		),
		...observations.filter(({ wasSeen }) => !wasSeen).map(({ claim }) => `Not seen: ${claim}`),
	];
}

/** The page for docs/. */
export function page(findings: Findings): string {
	const { outcomes, observations, withoutPeer, operations } = findings;
	const equal = outcomes.filter(({ differences }) => differences.length === 0);
	const different = outcomes.filter(({ differences }) => differences.length > 0);
	return `# KillB’s own SDK beside this node

Made by \`npm run peer:sdk -- <checkout of github.com/Kill-B/sdk>\`, from SDK ${findings.sdkVersion}. Do not edit.

SDK and node did the same jobs, each in a fresh sandbox of this package, the node on n8n’s own engine. The requests that arrived
were compared by method, path, query (in any order), JSON or form with files; headers were not. The hosts are fixed in the SDK’s
code, so it was run with an axios that sends to the sandbox, and without a check of its types; nothing of it is part of this
package.

**${outcomes.length} calls compared, ${equal.length} equal, ${different.length} different.**

| SDK | Node | Request | Result |
|---|---|---|---|
${outcomes.map(row).join('\n')}

## Where they differ

${different.map(difference).join('\n')}

## What else the SDK does otherwise

Each was seen in the run that made this page.

${observations.map(({ claim, node }) => `- ${claim}${node === undefined ? '' : ` *Node:* ${node}`}`).join('\n')}

## What the SDK cannot do

It has no method for ${withoutPeer.length} of the node’s ${operations} operations: ${withoutPeer.join(', ')}.
`;
}

function row({ call, request, differences }: Outcome): string {
	const result = differences.length === 0 ? 'equal' : 'differs, see below';
	return `| \`${call.sdk}\`${call.of === undefined ? '' : `, ${call.of}`} | \`${call.node}\` | \`${request}\` | ${result} |`;
}

function difference({ call, differences }: Outcome): string {
	const lines = differences.map((line) => `  - \`${line.replaceAll('`', '')}\``);
	return [`- **${named(call)}**: ${call.differs ?? 'not explained.'}`, ...lines].join('\n');
}

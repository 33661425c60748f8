import { CredentialStore } from '../support/engine/credentialStore';
import { type NodeResult, type NodeRun, runNode } from '../support/engine';
import { leaked, overLimit } from './sideEffects';
import type { Finding } from './finding';
import { outcomeOf } from './observed';
import type { Subject } from './subject';
import type { Stage } from './stage';
import { credentialsAt } from './stageLimits';

/** Creates the credential for an operation's node on a cleared stage. */
export async function credentialsFor(stage: Stage, subject: Subject): Promise<CredentialStore> {
	return await CredentialStore.of(credentialsAt(stage, { subject, faults: [], isTight: false }));
}

/** Runs an operation with its inputs; those of `run` override them. */
export async function runSubject(
	{ node, operation: name, parameters, files }: Subject,
	run: Partial<NodeRun>,
): Promise<NodeResult> {
	const [resource = '', operation = ''] = name.split('.');
	return await runNode({
		...(files ? { files } : {}),
		...run,
		type: node,
		parameters: { resource, operation, ...parameters, ...run.parameters },
	});
}

/** Returns what is wrong in any run: a limit that was exceeded, a secret that is stored. */
export function commonFindings(stage: Stage, results: NodeResult[]): Finding[] {
	return [...overLimit(stage), ...leaked(stage, results.map(outcomeOf))];
}

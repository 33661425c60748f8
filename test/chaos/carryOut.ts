import { CredentialStore } from '../support/engine/credentialStore';
import { type NodeResult, type NodeRun, runNode } from '../support/engine';
import { leaked, overLimit } from './bystanders';
import type { Finding } from './finding';
import { outcomeOf } from './observed';
import type { Subject } from './subject';
import type { Stage } from './stage';
import { credentialsAt } from './stageLimits';

/** A cleared stage's credential for the node of an operation. */
export async function credentialsFor(stage: Stage, subject: Subject): Promise<CredentialStore> {
	return await CredentialStore.of(credentialsAt(stage, { subject, faults: [], isTight: false }));
}

/** Runs an operation with its inputs, over which those of `run` go. */
export async function carryOut(
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

/** What is wrong in any run: a limit that was passed, a secret that is stored. */
export function besides(stage: Stage, results: NodeResult[]): Finding[] {
	return [...overLimit(stage), ...leaked(stage, results.map(outcomeOf))];
}

import { createHash } from 'node:crypto';

/** The forms of the keys that are made here; a reference that looks like one is hashed, so that the two never meet. */
export const OWN_KEY_FORM = /^(auto|ref)\.[0-9a-f]{64}$/;

/** What makes one write different from every other, and stays the same over all attempts of it. */
export interface WriteIdentity {
	/** unique for the execution that tried the write first; n8n keeps it for every retry of that execution */
	seed: string;
	workflowId: string;
	/** n8n hands a stored execution back to its nodes by name, so a node that was replaced under its name goes on */
	nodeName: string;
	/** how many times the node has run in the execution, for loops */
	runIndex: number;
	itemIndex: number;
	/** e.g. `order.create` */
	operation: string;
}

/**
 * The same key for every attempt of one write: Retry On Fail, Retry in the list of executions, a 401 resend, Wait and resume.
 * Neither body nor time go in: a repeated write with another body must be seen as the conflict that it is.
 */
export function automaticKey(identity: WriteIdentity): string {
	const { seed, workflowId, nodeName, runIndex, itemIndex, operation } = identity;
	// JSON keeps the parts apart: ["a","bc"] and ["ab","c"] must not meet.
	const parts = JSON.stringify(['v2', seed, workflowId, nodeName, runIndex, itemIndex, operation]);
	return `auto.${createHash('sha256').update(parts, 'utf8').digest('hex')}`;
}

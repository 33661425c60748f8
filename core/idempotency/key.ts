import { createHash } from 'node:crypto';

/**
 * The documented format of an idempotency key: 1 to 80 characters of `[A-Za-z0-9_.-]` (kernelhost.md section 6).
 * KillB documents none for its header; the same keys are used there.
 */
const LEGAL = /^[A-Za-z0-9_.-]{1,80}$/;

/** The forms this module makes itself; a reference that looks like one is hashed, so that the two can never meet. */
const OWN_FORM = /^(auto|ref)\.[0-9a-f]{64}$/;

/** What an expression leaves behind when the field it names is not there. */
const BROKEN_EXPRESSION = /^(undefined|null|NaN|\[object \w+\])$/;

/** What makes one write of one execution different from every other (n8n.md section 3). */
export interface WriteIdentity {
	instanceId: string;
	workflowId: string;
	nodeId: string;
	/** the execution that first tried this write; a retry of it has another id of its own */
	originExecutionId: string;
	/** how many times the node has run in the execution, for loops */
	runIndex: number;
	itemIndex: number;
	/** e.g. `order.create` */
	operation: string;
}

/**
 * The same key for every repetition of one write: Retry On Fail, Retry Execution, a 401 resend, a crash and restart.
 * Neither body nor time go in: a repeated write with another body must be seen as the conflict that it is.
 */
export function automaticKey(identity: WriteIdentity): string {
	const parts = [
		'v1',
		identity.instanceId,
		identity.workflowId,
		identity.nodeId,
		identity.originExecutionId,
		identity.runIndex,
		identity.itemIndex,
		identity.operation,
	];
	// JSON keeps the parts apart: ["a","bc"] and ["ab","c"] must not meet.
	return `auto.${sha256(JSON.stringify(parts))}`;
}

/** What is wrong with a business reference: it is empty, or an expression left it behind when its field was missing. */
export function referenceProblem(reference: string): string | undefined {
	const text = reference.trim();
	if (text === '') return 'is empty';
	return BROKEN_EXPRESSION.test(text) ? `is "${text}": its expression found no value` : undefined;
}

/** A business reference as an idempotency key: unchanged where it is legal, otherwise hashed, so that two references never meet. */
export function referenceKey(reference: string): string {
	return LEGAL.test(reference) && !OWN_FORM.test(reference)
		? reference
		: `ref.${sha256(reference)}`;
}

function sha256(text: string): string {
	return createHash('sha256').update(text, 'utf8').digest('hex');
}

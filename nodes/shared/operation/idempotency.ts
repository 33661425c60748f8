import type { IExecuteFunctions } from 'n8n-workflow';
import { automaticKey, referenceKey, referenceProblem } from '../../../core/idempotency/key';
import { duration } from '../../../core/time/duration';
import { FieldError } from '../errors/fieldError';
import { when } from '../fields/field';
import { choice } from '../fields/fields';
import { requiredText } from '../fields/textField';
import { GuardError } from '../errors/guardError';

/** The inputs that choose an idempotency key, shown last in the form of every operation that sends one. */
export const idempotencyFields = {
	idempotencyMode: choice({
		displayName: 'Protection Against Duplicates',
		description:
			'How a repetition is recognised, so that nothing is ordered twice. The service answers a repetition with the first answer, for 24 hours.',
		options: [
			{
				name: 'Business Reference (Recommended)',
				value: 'reference',
				description:
					'One order per reference, such as a payment’s ID: also when the event arrives again, a worker is killed, or the workflow is run by hand',
			},
			{
				name: 'Automatic',
				value: 'automatic',
				description:
					'One order per item and execution: a retry of the execution repeats nothing, another execution orders again',
			},
		],
		default: 'automatic',
	}),
	businessReference: when(
		{ idempotencyMode: ['reference'] },
		requiredText({
			displayName: 'Business Reference',
			description:
				'What the order is for, unique in your business. Up to 80 letters, digits, dots, dashes and underscores are sent as they are; anything else is hashed.',
			placeholder: 'e.g. 4d23aa52-1b40-4584-a8ea-58aba6099c5c',
		}),
	),
};

/** A key, and where it came from. */
export interface ChosenKey {
	key: string;
	mode: 'automatic' | 'reference';
}

/**
 * The idempotency key of one item.
 * @throws FieldError for a reference that is empty or was left behind by a broken expression; GuardError for a retry that comes
 *   too late to be recognised
 */
export function chooseKey(
	context: IExecuteFunctions,
	itemIndex: number,
	operation: string,
	values: Readonly<Record<string, unknown>>,
): ChosenKey {
	if (values.idempotencyMode === 'reference') {
		const reference = String(values.businessReference ?? '');
		const problem = referenceProblem(reference);
		if (problem !== undefined) throw new FieldError('Business Reference', problem);
		return { key: referenceKey(reference), mode: 'reference' };
	}
	refuseForgottenKeys(context, itemIndex);
	return { key: automaticKeyOf(context, itemIndex, operation), mode: 'automatic' };
}

/** A key is remembered for 24 hours (kernelhost.md section 6). Some minutes less, because a run takes its time too. */
const REMEMBERED_MS = 24 * 3_600_000 - 15 * 60_000;

/**
 * Retry in the list of executions sends all items of the failed node again, those that went well included. Once the service has
 * forgotten their keys, it would order them again.
 * @throws GuardError
 */
function refuseForgottenKeys(context: IExecuteFunctions, itemIndex: number): void {
	const memory = context.getContext('node');
	const firstTries = (memory.firstTries ??= {}) as Record<string, number>;
	const firstTry = (firstTries[runIndexOf(context, itemIndex)] ??= Date.now());
	const age = Date.now() - firstTry;
	if (age < REMEMBERED_MS) return;
	throw new GuardError(
		`This execution was first tried ${duration(age)} ago, and an idempotency key is remembered for 24 hours`,
		`Nothing was sent: the service could not tell any more what it has carried out already. Look there what was done, and run what is missing in a new execution.`,
		{ firstTry: new Date(firstTry).toISOString() },
	);
}

/** The key of one item that stays the same over every repetition of its execution. */
export function automaticKeyOf(
	context: IExecuteFunctions,
	itemIndex: number,
	operation: string,
): string {
	return automaticKey({
		instanceId: context.getInstanceId(),
		workflowId: String(context.getWorkflow().id ?? ''),
		nodeId: context.getNode().id,
		originExecutionId: originExecutionId(context),
		runIndex: runIndexOf(context, itemIndex),
		itemIndex,
		operation,
	});
}

/** How many times the node has run in this execution before. */
function runIndexOf(context: IExecuteFunctions, itemIndex: number): number {
	return Number(context.getWorkflowDataProxy(itemIndex).$runIndex);
}

/**
 * The execution that tried first. A retry in the editor has a new id, but n8n stores the node's context with the failed run
 * and hands it to the retry (n8n.md section 3).
 */
function originExecutionId(context: IExecuteFunctions): string {
	const memory = context.getContext('node');
	memory.originExecutionId ??= context.getExecutionId();
	return String(memory.originExecutionId);
}

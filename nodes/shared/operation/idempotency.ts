import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import {
	automaticKey,
	normalizeReference,
	referenceKey,
	referenceProblem,
} from '../../../core/idempotency';
import { duration } from '../../../core/time';
import { FieldError, GuardError } from '../errors/failure';
import { memoryOf, REMEMBERED_MS, runIndexOf, type ToolCall } from './executionMemory';
import { everyPart, isExpression, when } from '../fields/field';
import { choice, fixed, requiredText, toggle } from '../fields/fields';
import type { ApiClient } from '../client/service';

/**
 * The hint of every reference input. It names the member of our triggers' items that is the same
 * for every event about the same object.
 */
const FROM_TRIGGERS =
	'After a KillB or KernelHost Trigger, use {{ $json.objectId }}, not eventId: that is different for each event';

/**
 * Returns the inputs that choose an idempotency key, shown last in the form of every operation that
 * sends one.
 * @param asks whether a new node requires a reference by default, as for operations that cost money
 */
export function idempotencyFields(asks: boolean) {
	return {
		idempotencyMode: choice({
			displayName: 'Protection Against Duplicates',
			description:
				'How repeated requests are recognized, so that nothing happens twice. For 24 hours, the service answers a repeated request with the first response.',
			options: [
				{
					name: 'Business Reference (Recommended)',
					value: 'reference',
					description:
						'Once per reference, e.g. a payment ID; also covers redelivered events and manual runs',
				},
				{
					name: 'Automatic',
					value: 'automatic',
					description:
						'Once per item and execution: a retry repeats nothing, a new execution does it again',
				},
			],
			default: asks ? 'reference' : 'automatic',
		}),
		businessReference: when(
			{ idempotencyMode: ['reference'] },
			everyPart(
				requiredText({
					displayName: 'Business Reference',
					description:
						'Your own unique ID of what this is for, e.g. a payment ID. The same reference never does it twice within 24 hours.',
					placeholder: 'e.g. 4d23aa52-1b40-4584-a8ea-58aba6099c5c',
					hint: FROM_TRIGGERS,
				}),
			),
		),
	};
}

/** For writes without a key: whether a retry may resend a write that may have been executed. */
export const unkeyedFields = {
	sendAgainIfUnknown: fixed(
		toggle({
			displayName: 'Send Again If Outcome Is Unknown',
			description:
				'Whether a retry resends an item whose first attempt may have succeeded. The service does not deduplicate this operation, so it may then happen twice.',
			default: false,
		}),
	),
};

/** The place of a write: node, run, item and operation. */
export interface WritePlace {
	context: IExecuteFunctions;
	itemIndex: number;
	/** e.g. `order.create` */
	operation: string;
	/** set where a model called the node as a tool */
	call: ToolCall | undefined;
}

/** A key and its source. */
interface ChosenKey {
	key: string;
	mode: 'automatic' | 'reference';
	/** normalized: without surrounding blanks and invisible characters */
	reference?: string;
}

/**
 * Returns the idempotency key of one item.
 * @param covers the rest of a reference's scope, so that one reference can be used for several
 *   services and operations
 * @throws FieldError for a reference that is empty or lacks a value; GuardError for a retry after
 *   the service has forgotten the key
 */
export function chooseKey(
	place: WritePlace,
	values: Readonly<Record<string, unknown>>,
	covers: readonly string[],
): ChosenKey {
	if (values.idempotencyMode === 'reference') {
		const { context } = place;
		const reference = readReference(context, values, 'businessReference', 'Business Reference');
		return { key: referenceKey(reference, covers), mode: 'reference', reference };
	}
	rejectForgottenKeys(place);
	return { key: automaticKeyOf(place), mode: 'automatic' };
}

/**
 * Returns the user's reference, normalized.
 * @throws FieldError
 */
function readReference(
	context: IExecuteFunctions,
	values: Readonly<Record<string, unknown>>,
	name: string,
	label: string,
): string {
	const reference = normalizeReference(String(values[name] ?? ''));
	const isCalculated = isExpression(context.getNode().parameters[name]);
	const problem = referenceProblem(reference, isCalculated);
	if (problem !== undefined) throw new FieldError(label, problem);
	return reference;
}

/**
 * Rejects a retry whose keys the service has forgotten. Retry in the execution list sends all items
 * of the failed node again, including successful ones, so the service would order them again.
 * @throws GuardError
 */
function rejectForgottenKeys({ context, itemIndex, call }: WritePlace): void {
	const { firstTries } = memoryOf(context);
	const firstTry = (firstTries[call?.input ?? runIndexOf(context, itemIndex)] ??= latestTime());
	const age = latestTime() - firstTry;
	if (age < -CLOCK_ERROR_MS) throw firstTryAhead(firstTry);
	if (age < REMEMBERED_MS) return;
	throw new GuardError(
		'KEY_EXPIRED',
		`This execution was first attempted ${duration(age)} ago, and idempotency keys expire after 24 hours`,
		`Nothing was sent, because the service can no longer recognize what it has already done. Check there what was done, and run the rest in a new execution.`,
		{ firstTry: new Date(firstTry).toISOString() },
	);
}

/**
 * A first attempt further in the future than this was recorded by a wrong clock: the clocks of
 * workers differ less.
 */
const CLOCK_ERROR_MS = 300_000;

/**
 * Returns the machine's time, or the time without the change where the clock was set back since the
 * process began. An attempt must not look younger than it is, because the service may have
 * forgotten its key.
 * @returns Unix time in milliseconds
 */
function latestTime(): number {
	return Math.max(Date.now(), Math.round(performance.timeOrigin + performance.now()));
}

function firstTryAhead(firstTry: number): GuardError {
	return new GuardError(
		'CLOCK_SET_BACK',
		'This execution was first attempted at a time in the future, so the clock of the n8n server has been set back since',
		'Nothing was sent: it is unknown how long ago that was, and idempotency keys expire after 24 hours. Check at the service what was done, and run the rest in a new execution.',
		{ firstTry: new Date(firstTry).toISOString() },
	);
}

/** Returns the key of one item, which stays the same over every attempt of its execution. */
export function automaticKeyOf({ context, itemIndex, operation, call }: WritePlace): string {
	return automaticKey({
		seed: call?.seed ?? memoryOf(context).seed,
		workflowId: String(context.getWorkflow().id ?? ''),
		nodeName: context.getNode().name,
		runIndex: call?.number ?? runIndexOf(context, itemIndex),
		itemIndex,
		operation: call ? `${operation} ${call.input}` : operation,
	});
}

/** Deduplication by external ID: how an operation identifies a write for its service. */
export interface ByExternalId {
	/** the member of the body with the caller's own ID */
	member: 'externalId';
	/** whether the endpoint accepts an Idempotency-Key as well */
	header?: true;
	/** Finds the record with an external ID; absent where the service has no such list. */
	find?: (
		api: ApiClient,
		externalId: string,
		values: Readonly<Record<string, unknown>>,
	) => Promise<IDataObject | undefined>;
}

/**
 * Returns the inputs that choose an external ID, shown last in the form of every operation that has
 * one.
 * @param asks whether a new node requires the user's own ID by default, as for operations that move
 *   money
 */
export const externalIdFields = (asks: boolean) => ({
	externalIdMode: choice({
		displayName: 'Protection Against Duplicates',
		description:
			'The external ID by which the service recognizes repeated requests, so that nothing is created twice. You can search for it later.',
		options: [
			{
				name: 'Own External ID (Recommended)',
				value: 'own',
				description:
					'Once per ID, e.g. an order number; also covers redelivered events and manual runs',
			},
			{
				name: 'Automatic',
				value: 'automatic',
				description:
					'Once per item and execution: a retry repeats nothing, a new execution creates again',
			},
		],
		default: asks ? 'own' : 'automatic',
	}),
	externalId: when(
		{ externalIdMode: ['own'] },
		everyPart(
			requiredText({
				displayName: 'External ID',
				description: 'Your own unique ID of what is created, e.g. an order number',
				placeholder: 'e.g. order-2026-00042',
				hint: FROM_TRIGGERS,
			}),
		),
	),
});

/** An external ID and its source. */
interface ChosenExternalId {
	/** as sent in the body */
	externalId: string;
	mode: 'automatic' | 'own';
}

/**
 * Returns the external ID of one item.
 * @throws FieldError for one that is empty or lacks a value
 */
export function chooseExternalId(
	place: WritePlace,
	values: Readonly<Record<string, unknown>>,
): ChosenExternalId {
	if (values.externalIdMode !== 'own') {
		return { externalId: automaticKeyOf(place), mode: 'automatic' };
	}
	const externalId = readReference(place.context, values, 'externalId', 'External ID');
	return { externalId, mode: 'own' };
}

/**
 * Returns the Idempotency-Key for an external ID. A header allows only ASCII, so an ID with other
 * characters is hashed; two IDs never share a key.
 */
export function headerKey({ externalId, mode }: ChosenExternalId): string {
	return mode === 'automatic' ? externalId : referenceKey(externalId);
}

/**
 * Returns what an item shows of the external ID in addition to the answer, under the same name as
 * for orders.
 */
export function describeExternalId(chosen: ChosenExternalId, rule: ByExternalId): IDataObject {
	return { key: rule.header ? headerKey(chosen) : chosen.externalId, mode: chosen.mode };
}

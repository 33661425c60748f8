import type { IDataObject } from 'n8n-workflow';
import { referenceKey } from '../../../core/idempotency/reference';
import type { ApiClient } from '../request/client';
import { everyPart, when } from '../fields/field';
import { choice } from '../fields/fields';
import { requiredText } from '../fields/textField';
import type { WritePlace } from './idempotency';
import { automaticKeyOf, FROM_TRIGGERS, readReference } from './idempotency';

/** How an operation tells its service that a write is a repetition. */
export interface ByExternalId {
	/** the member of the body that holds the caller's own id */
	member: 'externalId';
	/** whether the endpoint takes an Idempotency-Key as well */
	header?: true;
	/** Looks for what was created under an external id; absent where the service has no such list. */
	find?: (
		api: ApiClient,
		externalId: string,
		values: Readonly<Record<string, unknown>>,
	) => Promise<IDataObject | undefined>;
}

/**
 * The inputs that choose an external id, shown last in the form of every operation that takes one.
 * @param asks whether a new node asks for an id of the user's own, as for what moves money
 */
export const externalIdFields = (asks: boolean) => ({
	externalIdMode: choice({
		displayName: 'Protection Against Duplicates',
		description:
			'The external ID by which the service recognises a repetition, so that nothing is created twice. It can be searched for later.',
		options: [
			{
				name: 'Own External ID (Recommended)',
				value: 'own',
				description:
					'One for each ID of yours, such as an order number: also when the event arrives again, a worker is killed, or the workflow is run by hand',
			},
			{
				name: 'Automatic',
				value: 'automatic',
				description:
					'One for each item and execution: retrying the execution repeats nothing, a new execution creates again',
			},
		],
		default: asks ? 'own' : 'automatic',
	}),
	externalId: when(
		{ externalIdMode: ['own'] },
		everyPart(
			requiredText({
				displayName: 'External ID',
				description: 'Your own ID of what is created, unique in your business',
				placeholder: 'e.g. order-2026-00042',
				hint: FROM_TRIGGERS,
			}),
		),
	),
});

/** An external id, and where it came from. */
export interface ChosenExternalId {
	/** as it goes into the body */
	externalId: string;
	mode: 'automatic' | 'own';
}

/**
 * The external id of one item.
 * @throws FieldError for one that is empty or misses a value
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
 * The Idempotency-Key that goes with an external id. A header takes no letters beyond ASCII, so an own id with others is
 * hashed; two ids never share a key.
 */
export function headerKey({ externalId, mode }: ChosenExternalId): string {
	return mode === 'automatic' ? externalId : referenceKey(externalId);
}

/** What an item shows of it beside the answer, under the name that orders have too. */
export function describeExternalId(chosen: ChosenExternalId, rule: ByExternalId): IDataObject {
	return { key: rule.header ? headerKey(chosen) : chosen.externalId, mode: chosen.mode };
}

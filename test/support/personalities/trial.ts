import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { PersonalityName } from '../../../sandbox';
import type { NodeResult } from '../engine';

/** The one setting by which the operations work, where they don't by themselves. */
export interface Remedy {
	/** what the first error must name */
	named: string;
	/** fields of the credential */
	credential?: IDataObject;
	/** Vendor Overrides of the credential */
	overrides?: IDataObject;
	/** options of the node */
	options?: INodeParameters;
	/** what the user then enters by hand, instead of choosing it from a list */
	byHand?: true;
}

export type Remedies = Partial<Record<PersonalityName, Remedy>>;

/** A main operation, with the check of its result. */
export type Step = (remedy: Partial<Remedy>) => Promise<void>;

/** What a user reads of a failure. */
class ShownError extends Error {}

/** @throws ShownError with all that the user reads of a failed run */
export function itemsOf({ items, error }: NodeResult): IDataObject[] {
	if (error) {
		const { message, description } = error as { message: string; description?: string | null };
		throw new ShownError(`${message}\n${description ?? ''}`);
	}
	return items.map(({ json }) => json);
}

/** @throws ShownError with the message of a failed hook */
export async function shown<T>(hook: Promise<T>): Promise<T> {
	return await hook.catch((error: unknown) => {
		throw new ShownError((error as Error).message);
	});
}

/** @throws ShownError with the remark of a list that has nothing to choose */
export function choicesOf({ results }: { results: Array<{ name: string; value: unknown }> }) {
	const choices = results.filter(({ value }) => value !== '');
	if (choices.length === 0) throw new ShownError(results.map(({ name }) => name).join('\n'));
	return choices;
}

/**
 * Runs the steps in order, up to the first one of which the user reads a failure.
 * @returns what the user reads; undefined if all of them worked
 * @throws for a wrong result that no error reports
 */
export async function firstErrorOf(
	steps: readonly Step[],
	remedy: Partial<Remedy>,
): Promise<string | undefined> {
	for (const step of steps) {
		try {
			await step(remedy);
		} catch (error) {
			if (error instanceof ShownError) return error.message;
			throw error;
		}
	}
	return undefined;
}

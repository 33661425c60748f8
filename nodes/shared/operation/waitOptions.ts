import { toggle, wholeNumber } from '../fields/fields';

/** How long *Wait Until Done* waits unless the user says otherwise. */
export const DEFAULT_WAIT_MINUTES = 10;

/** The options of every operation that can wait until its object is finished. */
export const waitOptions = {
	waitUntilDone: toggle({
		displayName: 'Wait Until Done',
		description:
			'Whether to continue only when what was requested is finished, and to return it as it is then. If it fails, or takes too long, the item fails; what was requested still stands.',
		default: true,
	}),
	waitAtMost: wholeNumber({
		displayName: 'Wait At Most (Minutes)',
		description: 'How long to wait until it is done',
		default: DEFAULT_WAIT_MINUTES,
		minimum: 1,
		maximum: 43_200,
	}),
};

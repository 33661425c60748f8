import {
	type FinalStatuses,
	vendorOverrides,
	type VendorOverrides,
} from '../../core/kernelhost/overrides';
import type { AdviceByStatus } from '../../core/http/explanation';
import type { ExecutionContext, WaitUntil } from '../shared/operation';

/**
 * Returns the Vendor Overrides of the item's credential, or the package's assumptions, for
 * undocumented details of KernelHost.
 * @throws Error for malformed Vendor Overrides
 */
export async function overridesOf({
	credential,
}: Pick<ExecutionContext, 'credential'>): Promise<VendorOverrides> {
	return vendorOverrides((await credential('kernelHostApi')).vendorOverrides);
}

/** Returns the advice for a rejected request that has assumed names (kernelhost.md 4.1). */
function assumedNames(...members: Array<keyof VendorOverrides>): AdviceByStatus {
	const named = members.join(' and ');
	return {
		400: `KernelHost does not document all of its names. If it reports a field as unknown or missing that the form does not have, or rejects its value, set ${named} in Vendor Overrides in the credential.`,
	};
}

/** Advice for requests that KernelHost rejects, by what they assume. */
export const ADVICE = {
	action: assumedNames('actionField'),
	order: assumedNames('configOptionsField'),
	webhook: assumedNames('webhookUrlField'),
	noWebhook: assumedNames('webhookUrlField', 'webhookEmptyValue'),
	list: {
		400: 'KernelHost does not document how its lists are paged. If it rejects the number of results, set a smaller Page Size in Options. If it reports an unknown parameter, set pageParameter, limitParameter and cursorParameter in Vendor Overrides in the credential.',
	},
} as const satisfies Record<string, AdviceByStatus>;

/** The actions that end when the service is switched on or off, and not with its status. */
const POWER: ReadonlyArray<keyof FinalStatuses> = ['start', 'stop', 'reboot', 'reinstall'];

/** The actions after which the service is in the state that it had before. */
const BEGINS_AS_DONE: ReadonlyArray<keyof FinalStatuses> = ['reboot', 'reinstall'];

/** Returns the statuses that end an order, or an action on a service. */
export function finalStatesOf(what: Exclude<keyof FinalStatuses, 'failed'>): WaitUntil['states'] {
	return async (executionContext) => {
		const { finalStatuses, powerField, statusField } = await overridesOf(executionContext);
		return {
			members: POWER.includes(what) ? [powerField, statusField] : [statusField],
			done: finalStatuses[what],
			failed: finalStatuses.failed,
			...(BEGINS_AS_DONE.includes(what) ? { beginsAsDone: true as const } : {}),
			ifUnknown: `If it is done at KernelHost, KernelHost has another name for it than this node knows: add it to finalStatuses.${what} in Vendor Overrides in the credential.`,
			ifMissing: `Set the right name as ${POWER.includes(what) ? 'powerField' : 'statusField'} in Vendor Overrides in the credential.`,
		};
	};
}

import type { IDataObject } from 'n8n-workflow';
import type { FaultRequest } from '../../sandbox/shared/faults';
import type { Address } from './address';
import type { Subject } from './subject';
import type { Stage } from './stage';

/**
 * What a fault means for the request that meets it:
 * - `none`: the service serves it, perhaps after a new login or a new signature;
 * - `notExecuted`: it was certainly not executed, so that everything may be sent again;
 * - `unknown`: it may have been executed, so that only safe requests may be sent again, and are;
 * - `failed`: like `unknown`, but the service itself reports a failure, which may be final;
 * - `rejected`: a final answer; the request is not sent again.
 */
export type Meaning = 'none' | 'notExecuted' | 'unknown' | 'failed' | 'rejected';

/** A fault of the sandbox, without the request that it meets. */
export type AtRequest = Omit<FaultRequest, 'service' | 'method' | 'path' | 'times' | 'after'>;

export interface ChaosFault {
	name: string;
	meaning: Meaning;
	/** KillB's, if it differs */
	meaningAtKillB?: Meaning;
	only?: Subject['node'];
	/** faults of the sandbox that meet the request itself; these can be spread over a burst */
	at?: (stage: Stage) => AtRequest;
	/** whether the node has a session before the fault begins */
	warm?: boolean;
	/** what is wrong from the beginning of the run */
	begin?: (stage: Stage) => Promise<void> | void;
	/** repairs what `begin` broke */
	end?: (stage: Stage) => Promise<void> | void;
	/** wrong fields of the credential during the fault */
	credential?: IDataObject;
	/** A success by its status, but with a wrong body. */
	isAboutTheBody?: true;
	/** a success without a body */
	isEmpty?: boolean;
	/** correct fields of the credential that let the run end soon */
	limits?: IDataObject;
	/** where the run reaches the service, instead of a front without faults */
	address?: (stage: Stage) => Promise<Address>;
	/** how often the first execution may come to that address: more would not help */
	mostVisits?: number;
	/** The request certainly never arrives, and the error must say so. */
	isNeverSent?: true;
	/** Moves the clock of this machine, as the node sees it. */
	movesClock?: true;
	/** the operations that meet it; all if left out */
	meets?: (subject: Subject) => boolean;
	/**
	 * how long a run with one of them may take, in milliseconds; a run without such a fault has the
	 * pool's timeout
	 */
	endsWithinMs?: number;
	/** how often the login may be attempted; more could lock the account */
	mostLogins?: number;
	/** The rejection is remembered, so that the same login data are not sent again immediately. */
	isRemembered?: true;
}

/**
 * The name of the control without a fault. Every operation must succeed with it, or its other runs
 * would prove nothing.
 */
export const NO_FAULT = 'no fault';

export function meaningOf(fault: ChaosFault, { node }: Subject): Meaning {
	return node === 'killB' ? (fault.meaningAtKillB ?? fault.meaning) : fault.meaning;
}

/** Returns why a fault and an operation can't meet; undefined if they can. */
export function mismatch(fault: ChaosFault, subject: Subject): string | undefined {
	if (fault.only !== undefined && fault.only !== subject.node)
		return 'a fault of the other service';
	if (fault.meets?.(subject) === false) return 'not one of the operations that it applies to';
	if (fault.isEmpty && subject.mayAnswerNothing) return 'an empty answer may be a success';
	return undefined;
}

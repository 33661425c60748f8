import type { IDataObject } from 'n8n-workflow';
import type { FaultRequest } from '../../sandbox/shared/faults';
import type { Address } from './address';
import type { Subject } from './subject';
import type { Stage } from './stage';

/**
 * What a fault means for the request that meets it:
 * - `none`: the service serves it, perhaps after a new login or a new signature;
 * - `untaken`: it surely was not carried out, so that everything may be sent again;
 * - `open`: it may have been carried out, so that only what is safe may be sent again, and is;
 * - `failed`: like `open`, but the service itself reports a failure, which may be final;
 * - `refused`: a final answer, which is not asked for again.
 */
export type Meaning = 'none' | 'untaken' | 'open' | 'failed' | 'refused';

/** A fault of the sandbox, without the request that it meets. */
export type AtRequest = Omit<FaultRequest, 'service' | 'method' | 'path' | 'times' | 'after'>;

export interface ChaosFault {
	name: string;
	meaning: Meaning;
	/** KillB's where it differs */
	meaningAtKillB?: Meaning;
	only?: Subject['node'];
	/** faults of the sandbox that meet the request itself; these can be sprinkled over a burst */
	at?: (stage: Stage) => AtRequest;
	/** whether the node has a session before the fault begins */
	warm?: boolean;
	/** what is wrong from the beginning of the run */
	begin?: (stage: Stage) => Promise<void> | void;
	/** puts right what `begin` did wrong */
	end?: (stage: Stage) => Promise<void> | void;
	/** fields of the credential that are wrong during the fault */
	credential?: IDataObject;
	/** A success by its status whose body is what is wrong. */
	isAboutTheBody?: true;
	/** a success without a body */
	isEmpty?: boolean;
	/** fields of the credential that the run needs to end soon, and with which nothing is wrong */
	limits?: IDataObject;
	/** where the run reaches the service, in place of a front without faults */
	address?: (stage: Stage) => Promise<Address>;
	/** how often the first execution comes to that address: any more would not help */
	mostVisits?: number;
	/** It surely never arrives, which the error must say. */
	isNeverSent?: true;
	/** Moves the clock of this machine, as the node has it. */
	movesClock?: true;
	/** the operations that meet it; all where it is left out */
	meets?: (subject: Subject) => boolean;
	/**
	 * how long a run with one of them may take, in milliseconds; a run without such a fault has the
	 * pool's patience
	 */
	endsWithinMs?: number;
	/** how often the login may be tried; anything above could lock the account */
	mostLogins?: number;
	/** The refusal is remembered, so that the same login data are not tried again at once. */
	isRemembered?: true;
}

/**
 * The name of a fault that is none: with it every operation must succeed, or its other runs would
 * prove nothing.
 */
export const NO_FAULT = 'no fault';

export function meaningOf(fault: ChaosFault, { node }: Subject): Meaning {
	return node === 'killB' ? (fault.meaningAtKillB ?? fault.meaning) : fault.meaning;
}

/** Why a fault and an operation can't meet; undefined where they can. */
export function mismatch(fault: ChaosFault, subject: Subject): string | undefined {
	if (fault.only !== undefined && fault.only !== subject.node)
		return 'a fault of the other service';
	if (fault.meets?.(subject) === false) return 'not one of the operations that it is tried with';
	if (fault.isEmpty && subject.mayAnswerNothing) return 'an empty answer may be a success';
	return undefined;
}

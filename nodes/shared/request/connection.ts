import type { IDataObject } from 'n8n-workflow';
import { Pacers } from '../../../core/pacing/pacers';
import type { Pacer } from '../../../core/pacing/pacer';
import type { LimitFacts, Limits } from './limits';
import { limitsOf } from './limits';
import type { CallingContext } from './transport';
import { engineClock } from './wait';

/** Whose requests go where, as a credential says. */
export interface Identity {
	/** e.g. `https://killb.app` */
	origin: string;
	/** what the service's limit counts by: the key, or the login; no secret */
	account: string;
	/** tells one login's sessions from another's, for services with sessions */
	session?: string;
}

/** How one node reaches its service during one run. */
export interface Connection extends Limits {
	identity: Identity;
	pacer: Pacer;
}

/** What a connection has to know of its service. */
export interface ConnectionRules {
	/** name of the credential type */
	credential: string;
	limits: LimitFacts;
	/** @throws for a credential that can't work */
	identify: (fields: Readonly<IDataObject>) => Identity;
}

/** One pacer for each key and host in this process, whatever the workflow and the node. Workers have their own. */
const pacers = new Pacers(engineClock);

/**
 * Reads the credential once for a run. n8n reads it again for each request by itself.
 *
 * One that is missing or malformed is no failure here: nothing will be sent with it, and the request says why.
 */
export async function connect(
	context: CallingContext,
	{ credential, limits, identify }: ConnectionRules,
): Promise<Connection> {
	let fields: IDataObject = {};
	let identity: Identity = { origin: '', account: '' };
	try {
		fields = (await context.getCredentials(credential)) as IDataObject;
		identity = identify(fields);
	} catch {
		fields = {};
	}
	const own = limitsOf(fields, limits);
	const pacer = pacers.of(JSON.stringify([identity.origin, identity.account]), own.rate);
	return { ...own, identity, pacer };
}

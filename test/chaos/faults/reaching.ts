import { stubLookups } from '../address/names';
import { SecureFront, type Trouble, type Troubles } from '../address/secureFront';
import { Front, N8N } from '../../support/engine';
import type { ChaosFault } from '../fault';
import { logsIn } from './endless';

const WITHIN_MS = 45_000;

/** An https address with these troubles. */
const secure = (name: string, troubles: Troubles, rest: Partial<ChaosFault> = {}): ChaosFault => ({
	name,
	meaning: 'none',
	endsWithinMs: WITHIN_MS,
	address: async ({ port }) => await SecureFront.before(port, troubles),
	...rest,
});

/** Nothing may be sent to a server with these troubles: one connection, one error with advice. */
const untrusted = (name: string, trouble: Trouble): ChaosFault[] => {
	const meaning = { meaning: 'rejected', isNeverSent: true, mostVisits: 1 } as const;
	const troubles = { connections: [trouble] };
	return [
		secure(name, troubles, { ...meaning, warm: true }),
		secure(`${name}, at a login`, troubles, { ...meaning, only: 'killB', meets: logsIn }),
	];
};

/**
 * From outside it looks like a connection that broke after the request: no key, no second attempt.
 */
const broken = (name: string, trouble: Trouble): ChaosFault =>
	secure(name, { connections: [trouble, 'sound'] }, { meaning: 'unknown', warm: true });

const NO_TLS = 'no TLS at an https address';

/** n8n up to 2.33 loses the reason, so there it looks like a connection that broke. */
const withoutTls = N8N.keepsCause ? untrusted(NO_TLS, 'plain') : [broken(NO_TLS, 'plain')];

/**
 * TLS that is not possible, permanently or for a moment, and TLS that breaks after the request
 * arrived.
 */
export const TLS: ChaosFault[] = [
	secure('https', {}),
	...untrusted('certificate expired', 'expired'),
	...untrusted('certificate not yet valid', 'notYetValid'),
	...untrusted('certificate of another host', 'wrongHost'),
	...untrusted('self-signed certificate', 'selfSigned'),
	...untrusted('certificate of an unknown authority', 'unknownAuthority'),
	...untrusted('intermediate certificate not sent', 'withoutIntermediate'),
	...withoutTls,
	broken('TLS handshake reset', 'reset'),
	broken('TLS handshake ended', 'ended'),
	broken('TLS cut after the request arrived', 'cut'),
	broken('TLS garbled after the request arrived', 'garbled'),
];

/**
 * Names that do not resolve, not immediately, or to two addresses of which one serves. They are
 * looked up in this process alone.
 */
export const NAMES: ChaosFault[] = [
	secure(
		'unknown host name',
		{ name: () => 'ENOTFOUND' },
		{ meaning: 'rejected', isNeverSent: true, mostVisits: 1 },
	),
	secure(
		'name server not answering',
		{ name: () => 'EAI_AGAIN' },
		{
			meaning: 'rejected',
			isNeverSent: true,
			mostVisits: 3,
			limits: { adjustLimits: true, maximumAttempts: 3 },
		},
	),
	secure(
		'name server not answering at first',
		{ name: (lookup) => (lookup === 1 ? 'EAI_AGAIN' : ['127.0.0.1']) },
		{ meaning: 'notExecuted' },
	),
	secure('IPv6 address that does not answer next to an IPv4 one', {
		name: () => ['::1', '127.0.0.1'],
	}),
];

const onIPv6 = async (port: number) => await Front.before(port, [], '::1');

/** The service on IPv6 alone. A machine without an IPv6 loopback address fails these runs. */
export const IPV6: ChaosFault[] = [
	{
		name: 'IPv6 address',
		meaning: 'none',
		address: async ({ port }) => await onIPv6(port),
		endsWithinMs: WITHIN_MS,
	},
	{
		name: 'localhost with nothing but IPv6',
		meaning: 'none',
		address: async ({ port }) => {
			stubLookups();
			return named6(await onIPv6(port));
		},
		endsWithinMs: WITHIN_MS,
	},
];

/** The same by its name. */
function named6(front: Front) {
	return {
		through: (url: string) => front.through(url, 'localhost'),
		get visits() {
			return front.visits;
		},
		refuse: async () => await front.refuse(),
		accept: async () => await front.accept(),
	};
}

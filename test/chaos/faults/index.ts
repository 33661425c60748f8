import type { ChaosFault } from '../fault';
import { BODIES, REDIRECTS } from './bodies';
import { CONNECTION } from './connection';
import { ENDLESS } from './endless';
import { IDENTITY } from './identity';
import { IPV6, NAMES, TLS } from './reaching';
import { STATUSES } from './statuses';

/** All faults, in the order of the table. */
export const FAULTS: ChaosFault[] = [
	...CONNECTION,
	...ENDLESS,
	...STATUSES,
	...BODIES,
	...REDIRECTS,
	...IDENTITY,
	...TLS,
	...NAMES,
	...IPV6,
];

import type { ChaosFault } from '../fault';
import { BODIES, REDIRECTS } from './bodies';
import { CONNECTION } from './connection';
import { IDENTITY } from './identity';
import { STATUSES } from './statuses';

/** Everything that goes wrong, in the order of the table. */
export const FAULTS: ChaosFault[] = [
	...CONNECTION,
	...STATUSES,
	...BODIES,
	...REDIRECTS,
	...IDENTITY,
];
